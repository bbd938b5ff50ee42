import { framesWords, samplesWords, shareWords } from '#renderer/charts/flame/words.ts';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Found } from '#shared/analysis/flame/search.ts';
import type { CaptureEntry } from '#shared/model/insight/capture.ts';

/** `12 frames: 34 % of samples` */
export const foundWords = ({ frames, samples, share }: Found): string =>
  frames === 0 ? 'No frame matches' : `${framesWords(frames)}: ${shareWords(share, 1)}, ${samplesWords(samples)}`;

/** `Join customers, subtask 3`; `Join customers, all subtasks` */
export const ofWords = (name: string, subtask: number | null): string =>
  `${withArrows(name)}, ${subtask === null ? 'all subtasks' : `subtask ${subtask}`}`;

export const originWords: Readonly<Record<CaptureEntry['origin'], string>> = {
  user: 'Saved by hand',
  finding: 'Taken by itself',
  import: 'Imported',
  merge: 'Merged',
};

/** `3:12` */
export function countdownWords(left: number): string {
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
