import type { FlameCapture } from '#shared/model/insight/capture.ts';
import type { FlameSampling, FlameTrees } from '#shared/model/insight/flame.ts';
import type { Explored, Side } from './explored.ts';
import { countOf } from './explored.ts';
import { ofWords } from './said.ts';
import { siblingsOf } from './siblings.ts';

/** What the explorer shows: what is sampled, something kept, or two of them. */
export type Shown =
  | { readonly kind: 'sampling' }
  | { readonly kind: 'capture'; readonly key: string | null; readonly capture: FlameCapture }
  | { readonly kind: 'difference'; readonly before: Side; readonly after: Side }
  | { readonly kind: 'siblings'; readonly own: OwnSamples };

/** Samples of one subtask, to be held against those of the others of its vertex. */
export interface OwnSamples {
  readonly vertex: string;
  readonly name: string;
  readonly subtask: number;
  readonly parallelism: number;
  readonly trees: FlameTrees;
}

export interface ShownWhole {
  readonly title: string;
  readonly explored: Explored;
}

/** Null: there is nothing to see yet. */
export function wholeOf(shown: Shown, sampling: FlameSampling | null): ShownWhole | null {
  switch (shown.kind) {
    case 'sampling': {
      if (sampling === null || sampling.trees === null || countOf(sampling.trees) === 0) return null;
      const title = ofWords(sampling.name, sampling.subtask);
      return { title, explored: { kind: 'one', title, trees: sampling.trees } };
    }
    case 'capture':
      return { title: shown.capture.title, explored: { kind: 'one', title: shown.capture.title, trees: shown.capture.trees } };
    case 'difference':
      return differenceOf(shown.before, shown.after);
    case 'siblings': {
      const { own } = shown;
      const all = sampling !== null && sampling.vertex === own.vertex && sampling.subtask === null ? sampling.trees : null;
      if (all === null || countOf(all) === 0) return null;
      return differenceOf(
        { title: `the other ${own.parallelism - 1} subtasks`, trees: siblingsOf(all, own.trees, own.parallelism) },
        { title: ofWords(own.name, own.subtask), trees: own.trees },
      );
    }
  }
}

const differenceOf = (before: Side, after: Side): ShownWhole => ({
  title: `${after.title} against ${before.title}`,
  explored: { kind: 'difference', before, after },
});
