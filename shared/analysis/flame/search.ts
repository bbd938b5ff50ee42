import type { FrameTree } from '../../model/insight/flame.ts';
import { flatten } from './flat.ts';

export interface Found {
  readonly frames: number;
  /** With a match on the stack: a match within a match counts once. */
  readonly samples: number;
  /** Of all samples, 0 to 1. */
  readonly share: number;
  /** Of the frames that match. */
  readonly names: ReadonlySet<string>;
}

/** Finds frames by a part of their name, without regard to case unless wanted. Nothing is found by an empty text. */
export interface FlameIndex {
  find(text: string, caseSensitive?: boolean): Found;
}

/** Made once for a tree; each search then looks at each different name once, and at the frames in one loop. */
export function flameIndex(tree: FrameTree): FlameIndex {
  const { names, nameOf, value, end } = flatten(tree);
  const lower = names.map((name) => name.toLowerCase());
  return {
    find(text, caseSensitive = false) {
      const found = new Set<string>();
      if (text === '') return { frames: 0, samples: 0, share: 0, names: found };
      const wanted = caseSensitive ? text : text.toLowerCase();
      const matches = Uint8Array.from(caseSensitive ? names : lower, (name) => (name.includes(wanted) ? 1 : 0));
      let [frames, samples, covered] = [0, 0, 0];
      for (let i = 1; i < nameOf.length; i += 1) {
        const id = nameOf[i] ?? 0;
        if (matches[id] !== 1) continue;
        frames += 1;
        found.add(names[id] ?? '');
        if (i < covered) continue;
        samples += value[i] ?? 0;
        covered = end[i] ?? 0;
      }
      return { frames, samples, share: tree.value === 0 ? 0 : samples / tree.value, names: found };
    },
  };
}
