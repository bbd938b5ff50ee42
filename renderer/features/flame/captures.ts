import { mergeBoth } from '#shared/analysis/flame/combine.ts';
import type { CaptureEntry, FlameCapture } from '#shared/model/insight/capture.ts';
import type { FlameSampling, FlameTrees, FrameTree } from '#shared/model/insight/flame.ts';
import type { Millis } from '#shared/units/units.ts';
import { ofWords } from './said.ts';

/** A sampling as it is kept; undefined while it has no samples. */
export const captureOf = (
  { vertex, name, subtask, samples, sampledAt, trees }: FlameSampling,
  now: Millis,
  text: { readonly title: string; readonly note: string },
): FlameCapture | undefined =>
  trees === null
    ? undefined
    : { kind: 'flame', ...text, origin: 'user', at: sampledAt ?? now, vertex: { id: vertex, name }, subtask, samples, trees };

export const titleOf = ({ name, subtask }: Pick<FlameSampling, 'name' | 'subtask'>): string =>
  ofWords(name, subtask).slice(0, 200);

/** Samples of several captures added up. What they do not share, a vertex or a subtask, the merged one has not. */
export function mergeCaptures(captures: readonly [FlameCapture, ...FlameCapture[]]): FlameCapture {
  const [first, ...others] = captures;
  const same = (of: (capture: FlameCapture) => unknown): boolean => others.every((each) => of(each) === of(first));
  const trees = others.reduce<FlameTrees>((merged, capture) => mergeBoth(merged, capture.trees), first.trees);
  const vertex = same(({ vertex: of }) => of?.id) ? first.vertex : null;
  return {
    kind: 'flame',
    title: `${captures.length} merged: ${captures.map(({ title }) => title).join('; ')}`.slice(0, 200),
    note: captures
      .map(({ title, samples }) => `${title}: ${samples} samples`)
      .join('\n')
      .slice(0, 4000),
    origin: 'merge',
    at: captures.reduce((newest, { at }) => (at > newest ? at : newest), first.at),
    vertex,
    subtask: vertex !== null && same(({ subtask }) => subtask) ? first.subtask : null,
    samples: captures.reduce((sum, { samples }) => sum + samples, 0),
    trees,
  };
}

const NO_SAMPLES: FrameTree = { name: 'root', value: 0, children: [] };

/** Folded stacks do not tell which samples were on the CPU: profilers that write them mostly take those. */
export const importedCapture = (tree: FrameTree, fileName: string, now: Millis): FlameCapture => ({
  kind: 'flame',
  title: fileName.replace(/\.(folded|collapsed|txt)$/, '').slice(0, 200) || 'Import',
  note: '',
  origin: 'import',
  at: now,
  vertex: null,
  subtask: null,
  samples: tree.value,
  trees: { on: tree, off: NO_SAMPLES },
});

/** The captures that were taken nearest to a moment, the nearest first. */
export const nearest = (entries: readonly CaptureEntry[], at: Millis, most: number): readonly CaptureEntry[] =>
  [...entries].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at)).slice(0, most);
