/** What a layout depends on: which vertices there are and how they are joined, not what they do. */
export interface GraphShape {
  readonly vertices: readonly string[];
  readonly edges: readonly (readonly [from: string, to: string])[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  /** Upper left corner of each vertex. */
  readonly vertices: Readonly<Record<string, Place>>;
  /**
   * Where an edge passes between its ends, by `edgeId`: the left edge of each layer that it crosses, at its height there; empty
   * for one that goes straight to the next layer. Of an edge that leads back, from its source on, to the left.
   */
  readonly edges: Readonly<Record<string, readonly Place[]>>;
  readonly width: number;
  readonly height: number;
}

export const NODE = { width: 248, height: 160 } as const;
/** Between layers there is room for an edge's rate and ship strategy. */
export const GAP = { betweenLayers: 116, within: 30 } as const;
/** Beside the graph, where an edge that leads back turns. */
export const TURN = 44;
export const STEP = NODE.width + GAP.betweenLayers;

export const edgeId = (from: string, to: string): string => `${from}>${to}`;

/** Equal for graphs that look the same, whatever their rates are. */
export const shapeKey = ({ vertices, edges }: GraphShape): string => JSON.stringify({ vertices, edges } satisfies GraphShape);
export const shapeOf = (key: string): GraphShape => JSON.parse(key) as GraphShape;
