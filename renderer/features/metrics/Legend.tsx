import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Crosshair } from '#renderer/charts/dense/crosshair.ts';
import { markersAt } from '#renderer/charts/dense/markers.ts';
import { usePlace } from '#renderer/charts/dense/usePlace.ts';
import { LINE_COLOURS, lineColour } from '#renderer/charts/lineColour.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { Marker } from '#shared/model/history.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import type { ChartView } from './chartView.ts';
import type { MetricGroup } from './groups.ts';
import type { LegendEntry } from './legend.ts';
import { legendOf } from './legend.ts';
import { figure, saidAt } from './said.ts';
import { markerWords, missingWords, oddWords } from './words.ts';

interface ReadoutProps {
  readonly crosshair: Crosshair;
  readonly chart: string;
  readonly view: ChartView | null;
  readonly windows: readonly SeriesWindow[];
  readonly markers: readonly Marker[];
  readonly range: TimeRange;
  readonly zone: Zone;
}

/** About as wide as a drawing is. */
const WIDTH = 400;

/** The moment of the crosshair and what happened there; without a crosshair, how complete the figures are. */
export function Readout({ crosshair, chart, view, windows, markers, range, zone }: ReadoutProps) {
  const place = usePlace(crosshair);
  const events = place === null ? [] : markersAt(markers, place.at, range, WIDTH);
  const isSteered = place?.by === 'keys' && place.chart === chart && view !== null;
  const missing = missingWords(windows);
  return (
    <div className="metric-card__readout">
      {place === null ? (
        <Completeness windows={windows} missing={missing} />
      ) : (
        <>
          <time dateTime={new Date(place.at).toISOString()}>{formatMoment(place.at, zone)}</time>
          {events.map((marker) => (
            <b key={`${marker.kind} ${marker.at}`} className={`marker-text marker-text--${marker.kind}`}>
              {`${markerWords[marker.kind]}: ${marker.text}`}
            </b>
          ))}
        </>
      )}
      <span className="only-said" aria-live="polite">
        {isSteered ? `${formatMoment(place.at, zone)}. ${saidAt(view, windows, place.at)}` : ''}
      </span>
    </div>
  );
}

function Completeness({ windows, missing }: { readonly windows: readonly SeriesWindow[]; readonly missing: string | null }) {
  const expected = windows.reduce((sum, window) => sum + window.expected, 0);
  const odd = oddWords(windows);
  if (windows.length === 0 || expected === 0) return null;
  return (
    <>
      <span className={missing === null ? undefined : 'metric-card__missing'}>{missing ?? 'Complete'}</span>
      {odd.map((text) => (
        <span key={text} className="metric-card__missing">
          {text}
        </span>
      ))}
    </>
  );
}

/** Each line with its figure at the crosshair, or its newest. While nothing has come, as many dashes: nothing jumps when it does. */
export function Legend({
  crosshair,
  group,
  view,
  windows,
}: {
  readonly crosshair: Crosshair;
  readonly group: MetricGroup;
  readonly view: ChartView | null;
  readonly windows: readonly SeriesWindow[];
}) {
  const at = usePlace(crosshair)?.at ?? null;
  const entries =
    view === null
      ? group.lines.slice(0, 3).map(({ name }, i): LegendEntry => ({ name, value: null, colour: i }))
      : legendOf(view, windows, at);
  const unit = windows[0]?.unit;
  return (
    <ul className="metric-legend">
      {entries.map(({ name, value, before, colour }) => (
        <li key={name}>
          <span
            className={`chart__key${colour !== null && colour >= LINE_COLOURS ? ' chart__key--repeated' : ''}`}
            style={{ background: colour === null ? 'transparent' : lineColour(colour) }}
          />
          <span className="metric-legend__name" title={name}>
            {name}
          </span>
          {before !== undefined && (
            <span className="metric-legend__before">{before === null ? UNKNOWN : figure(before, unit)}</span>
          )}
          <b>{figure(value, unit)}</b>
        </li>
      ))}
    </ul>
  );
}
