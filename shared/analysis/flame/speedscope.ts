import type { FrameTree } from '../../model/insight/flame.ts';
import { flatten } from './flat.ts';

/** A sampled profile in speedscope's own format (https://www.speedscope.app/file-format-schema.json). */
export interface SpeedscopeFile {
  readonly $schema: 'https://www.speedscope.app/file-format-schema.json';
  readonly shared: { readonly frames: readonly { readonly name: string }[] };
  readonly profiles: readonly [
    {
      readonly type: 'sampled';
      readonly name: string;
      readonly unit: 'none';
      readonly startValue: 0;
      readonly endValue: number;
      /** Each a stack of indexes into `shared.frames`, outermost first. */
      readonly samples: readonly (readonly number[])[];
      readonly weights: readonly number[];
    },
  ];
  readonly name: string;
  readonly exporter: string;
  readonly activeProfileIndex: 0;
}

/** Each stack is one sample, weighed by how often it was seen. To be written as JSON. */
export function toSpeedscope(tree: FrameTree, name: string): SpeedscopeFile {
  const { names, nameOf, self, parent } = flatten(tree);
  const frames: { readonly name: string }[] = [];
  const frameOf = new Map<number, number>();
  const index = (id: number): number => {
    let known = frameOf.get(id);
    if (known === undefined) {
      known = frames.push({ name: names[id] ?? '' }) - 1;
      frameOf.set(id, known);
    }
    return known;
  };
  const samples: number[][] = [];
  const weights: number[] = [];
  let endValue = 0;
  for (let i = 0; i < self.length; i += 1) {
    const weight = self[i] ?? 0;
    if (weight === 0) continue;
    const stack: number[] = [];
    for (let at = i; at > 0; at = parent[at] ?? 0) stack.push(index(nameOf[at] ?? 0));
    samples.push(stack.reverse());
    weights.push(weight);
    endValue += weight;
  }
  return {
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    shared: { frames },
    profiles: [{ type: 'sampled', name, unit: 'none', startValue: 0, endValue, samples, weights }],
    name,
    exporter: 'Streamgauge',
    activeProfileIndex: 0,
  };
}
