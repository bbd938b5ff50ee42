import { useState } from 'react';
import { fromFolded } from '#shared/analysis/flame/folded.ts';
import type { CaptureEntry, FlameCapture } from '#shared/model/insight/capture.ts';
import type { Millis } from '#shared/units/units.ts';
import { importedCapture, mergeCaptures } from './captures.ts';
import type { Shown } from './shown.ts';
import type { Library } from './useLibrary.ts';

interface Options {
  readonly library: Library;
  /** The connection's time. */
  readonly now: () => Millis;
  readonly onShow: (shown: Shown) => void;
}

export interface FlameActions {
  readonly open: (entry: CaptureEntry) => Promise<void>;
  readonly merge: (entries: readonly CaptureEntry[]) => Promise<void>;
  readonly compare: (before: CaptureEntry, after: CaptureEntry) => Promise<void>;
  readonly importFile: (file: File) => Promise<void>;
  /** Why a file was not taken. */
  readonly failure: { readonly header: string; readonly words: string } | null;
  readonly forgive: () => void;
}

/** More is no file of stacks that anybody looks at frame by frame. */
const LARGEST = 64 * 1024 * 1024;

/** What is done with captures of the library, and shown then. */
export function useFlameActions({ library, now, onShow }: Options): FlameActions {
  const [failure, setFailure] = useState<FlameActions['failure']>(null);

  const readAll = async (entries: readonly CaptureEntry[]): Promise<readonly FlameCapture[] | null> => {
    const captures: FlameCapture[] = [];
    for (const { key } of entries) {
      const capture = await library.read(key);
      if (capture === null) return null;
      captures.push(capture);
    }
    return captures;
  };
  const keepAndShow = async (capture: FlameCapture): Promise<void> => {
    // Shown at once, and also when it cannot be kept.
    onShow({ kind: 'capture', key: null, capture });
    const key = await library.save(capture);
    if (key !== null) onShow({ kind: 'capture', key, capture });
  };

  return {
    async open({ key }) {
      const capture = await library.read(key);
      if (capture !== null) onShow({ kind: 'capture', key, capture });
    },
    async merge(entries) {
      const [first, ...others] = (await readAll(entries)) ?? [];
      if (first !== undefined) await keepAndShow(mergeCaptures([first, ...others]));
    },
    async compare(before, after) {
      const [one, two] = (await readAll([before, after])) ?? [];
      if (one !== undefined && two !== undefined) onShow({ kind: 'difference', before: one, after: two });
    },
    async importFile(file) {
      setFailure(null);
      const refuse = (words: string): void => setFailure({ header: `${file.name} could not be imported`, words });
      if (file.size > LARGEST) {
        refuse('It has more than 64 MiB. Fold fewer samples, or leave out what is not of interest.');
        return;
      }
      const read = fromFolded(await file.text());
      if (read.ok) await keepAndShow(importedCapture(read.value, file.name, now()));
      else refuse(`${read.error.message} ${read.error.remedy}`);
    },
    failure,
    forgive: () => setFailure(null),
  };
}
