import { useMemo } from 'react';
import { formatRatio } from '#shared/units/format.ts';
import { ratio } from '#shared/units/units.ts';
import type { Frame } from './fitFrames.ts';
import { familyWords } from './frameFamily.ts';
import { familyShares } from './paint.ts';
import type { Colour, Paint } from './paint.ts';

const scales: Readonly<Record<Exclude<Paint, 'family'>, readonly (readonly [Colour, string])[]>> = {
  off: [
    ['flame-off-0', 'On CPU'],
    ['flame-off-1', 'Mostly on'],
    ['flame-off-2', 'Half and half'],
    ['flame-off-3', 'Mostly off'],
    ['flame-off-4', 'Off CPU: waits'],
  ],
  change: [
    ['flame-less-4', '15 points less, or still less'],
    ['flame-less-2', 'Less'],
    ['flame-same', 'As much'],
    ['flame-more-2', 'More'],
    ['flame-more-4', '15 points more, or still more'],
  ],
};

interface FlameLegendProps {
  readonly tree: Frame;
  readonly paint: Paint;
  /** The samples that do not only wait; they alone are shared out to the families. Without it all are. */
  readonly working?: Frame;
}

/** What the colours tell; of families with the share of samples that ended in their code. */
export function FlameLegend({ tree, paint, working = tree }: FlameLegendProps) {
  const shares = useMemo(() => (paint === 'family' ? familyShares(working) : []), [working, paint]);
  const works = tree.value === 0 ? 1 : working.value / tree.value;
  const entries: readonly (readonly [Colour, string])[] =
    paint === 'family'
      ? shares.map(({ family, share }) => [`flame-${family}`, `${familyWords[family]} ${formatRatio(ratio(share * works))}`])
      : scales[paint];
  return (
    <ul className="flame-legend" aria-label="Colours of the flame graph">
      {entries.map(([colour, words]) => (
        <li key={colour}>
          <span className="flame-legend__key" style={{ background: `var(--${colour})` }} aria-hidden="true" />
          {words}
        </li>
      ))}
      {paint === 'family' && works < 1 && <li>Only waiting, for records or for room {formatRatio(ratio(1 - works))}</li>}
      {paint === 'family' && <li className="flame-legend__note">of samples that ended there</li>}
    </ul>
  );
}
