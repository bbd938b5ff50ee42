/** What we use of d3-flame-graph 5, which brings no types (its source: dist/d3-flamegraph.es.js). */
declare module 'd3-flame-graph' {
  import type { Selection } from 'd3-selection';

  /** A frame as it is laid out: d3-hierarchy's node, with shares of the whole width. */
  export interface LaidOut<Datum> {
    readonly data: Datum;
    readonly id: number;
    readonly depth: number;
    readonly value: number;
    readonly x0: number;
    readonly x1: number;
    readonly parent: LaidOut<Datum> | null;
    readonly children?: readonly LaidOut<Datum>[];
  }

  export interface FlameTooltip {
    (): void;
    show(): void;
    hide(): void;
  }

  export interface FlameChart<Datum> {
    (selection: Selection<HTMLElement, Datum, null, undefined>): void;
    width(pixels: number): this;
    cellHeight(pixels: number): this;
    /** True: the root is at the top. */
    inverted(on: boolean): this;
    transitionDuration(millis: number): this;
    resetHeightOnZoom(on: boolean): this;
    getName(read: (frame: LaidOut<Datum>) => string): this;
    setColorMapper(colour: (frame: LaidOut<Datum>) => string): this;
    /** Called with the picture once, then told where the pointer is. Without one each frame has a `<title>`. */
    tooltip(tip: FlameTooltip): this;
    search(term: string): void;
    /** Lays the data out and draws them; without any, what it has. */
    update(data?: Datum): this;
    destroy(): this;
  }

  export default function flamegraph<Datum>(): FlameChart<Datum>;
}
