import { formatRatio } from '#shared/units/format.ts';
import { ratio } from '#shared/units/units.ts';
import type { Frame } from './fitFrames.ts';

const number = new Intl.NumberFormat('en-GB');

/** `1,234` */
export const grouped = (count: number): string => number.format(Math.round(count));

export const samplesWords = (count: number): string => `${grouped(count)} ${Math.round(count) === 1 ? 'sample' : 'samples'}`;
export const framesWords = (count: number): string => `${grouped(count)} ${count === 1 ? 'frame' : 'frames'}`;

export const hiddenWords = ({ frames, samples }: { readonly frames: number; readonly samples: number }): string =>
  `${framesWords(frames)} (${samplesWords(samples)}) ${frames === 1 ? 'is' : 'are'} too narrow to be drawn and hidden. Zoom into the frame above to see them.`;

/** `34 % of samples, 340 samples, 80 % of them off CPU` */
export const frameWords =
  (all: number) =>
  ({ value, off }: Frame): string =>
    [
      `${shareWords(value, all)} of samples`,
      samplesWords(value),
      ...(off === undefined ? [] : [`${shareWords(off, value)} of them off CPU`]),
    ].join(', ');

/** `34 % of samples, 12 % before: 22 points more` */
export const changeWords =
  (allBefore: number, allAfter: number) =>
  ({ before = 0, after = 0, delta = 0 }: Frame): string =>
    `${shareWords(after, allAfter)} of samples, ${shareWords(before, allBefore)} before: ${pointsWords(delta)}`;

/** `22 points more`, `3.1 points less`, `as much` */
export function pointsWords(delta: number): string {
  const points = Math.abs(delta * 100);
  if (points < 0.05) return 'as much';
  const said = points < 9.95 ? points.toFixed(1).replace('.0', '') : Math.round(points).toString();
  return `${said} ${said === '1' ? 'point' : 'points'} ${delta > 0 ? 'more' : 'less'}`;
}

export const shareWords = (part: number, all: number): string => formatRatio(ratio(all === 0 ? 0 : part / all));
