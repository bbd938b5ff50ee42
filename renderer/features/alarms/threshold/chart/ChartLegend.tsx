import type { Crosshair } from '#renderer/charts/dense/crosshair.ts';
import { valueAt } from '#renderer/charts/dense/lines.ts';
import { usePlace } from '#renderer/charts/dense/usePlace.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { thresholdAt } from '#shared/model/alarms/threshold.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { alarmFigure, firesAt } from '../figureWords.ts';
import type { Candidate } from './candidates.ts';
import { FIGURE_COLOUR } from './candidates.ts';
import type { Studied } from './chartModel.ts';
import { momentNotes } from './chartModel.ts';

interface ChartLegendProps {
  readonly alarm: AlarmEntry;
  readonly studied: Studied;
  readonly candidates: readonly Candidate[];
  readonly crosshair: Crosshair;
  readonly zone: Zone;
}

/** What each line and shade is, and its figure at the crosshair; without one, the newest. */
export function ChartLegend({ alarm, studied, candidates, crosshair, zone }: ChartLegendProps) {
  const place = usePlace(crosshair);
  const at = place?.at ?? null;
  const value = at === null ? newestOf(studied) : valueAt(studied.points, at, reachOf(studied, alarm.period));
  const notes = at === null ? [] : momentNotes(studied, at);
  const { excluded, incidents, fired } = studied;
  return (
    <>
      <ul className="threshold-legend" aria-label="Lines of the chart">
        <li>
          <Key colour={FIGURE_COLOUR} kind="line" />
          {alarm.statistic}, compared <b>{value === null ? UNKNOWN : alarmFigure(value, alarm.unit)}</b>
        </li>
        {candidates.map(({ id, name, colour, isCurrent, threshold }) => (
          <li key={id}>
            <Key colour={colour} kind={isCurrent ? 'dashed' : 'line'} />
            {name} <b>{firesAt(at === null ? threshold.value : thresholdAt(threshold, at), alarm)}</b>
          </li>
        ))}
        {fired.length > 0 && (
          <li>
            <Key colour="text-quiet" kind="strip" /> strips above: when each would fire
          </li>
        )}
        {incidents.length > 0 && (
          <li>
            <Key colour="marker-failure" kind="tint" /> known incident
          </li>
        )}
        {excluded.length > 0 && (
          <li>
            <Key colour="chart-reference" kind="hatch" /> left out
          </li>
        )}
      </ul>
      {/* Read out where keys move the crosshair; the pointer is quicker than any voice. */}
      <p className="threshold-readout" aria-live={place?.by === 'keys' ? 'polite' : 'off'}>
        {at === null
          ? 'Newest figures. Point at the chart, or move along it with the arrow keys.'
          : `${formatMoment(at, zone)}${notes.map((note) => ` · ${note}`).join('')}`}
      </p>
    </>
  );
}

export const Key = ({
  colour,
  kind,
}: {
  readonly colour: string;
  readonly kind: 'line' | 'dashed' | 'strip' | 'tint' | 'hatch';
}) => <span className={`threshold-key threshold-key--${kind}`} style={{ color: `var(--${colour})` }} aria-hidden />;

const newestOf = ({ points }: Studied): number | null => points.flatMap(([, value]) => value ?? []).at(-1) ?? null;

/** Within a few pixels, or a period. */
const reachOf = ({ range }: Studied, period: Millis): Millis => millis(Math.max(period, (range.to - range.from) / 300));
