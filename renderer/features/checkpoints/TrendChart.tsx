import { useMemo } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { timeTicks } from '#renderer/charts/axisTicks.ts';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatDay, formatMoment, formatTime, offsetOf } from '#renderer/charts/moments.ts';
import { useWidth } from '#renderer/charts/useWidth.ts';
import type { Marker } from '#shared/model/history.ts';
import { formatFigure } from '#shared/model/formatFigure.ts';
import { DAY } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import type { CheckpointName, CheckpointRow } from './rows.ts';
import { isSameName, nameText } from './rows.ts';
import type { TrendFigure } from './trendModel.ts';
import { drawTrend, nearest } from './trendModel.ts';

interface TrendChartProps {
  readonly figure: TrendFigure;
  /** Newest first. */
  readonly rows: readonly CheckpointRow[];
  readonly markers: readonly Marker[];
  readonly range: TimeRange;
  readonly zone: Zone;
  /** Drawn as a line across: the interval. */
  readonly reference: Millis | null;
  /** The checkpoint that is pointed at, in all charts of the trend. */
  readonly pointed: CheckpointName | null;
  /** The one whose details are shown. */
  readonly shown: CheckpointName | null;
  readonly onPoint: (name: CheckpointName | null) => void;
  readonly onOpen: (name: CheckpointName) => void;
}

const HEIGHT = 96;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 10, 8, 20];
/** More dots than that are a band. */
const MOST_DOTS = 400;

/** One figure of every checkpoint: point at one to read it, click to open it; with arrow keys and Enter as well. */
export function TrendChart({ figure, rows, markers, range, zone, reference, pointed, shown, onPoint, onOpen }: TrendChartProps) {
  const [element, width] = useWidth();
  const inner = Math.max(0, width - LEFT - RIGHT);
  // The interval is in view only where it is near: checkpoints of milliseconds would lie flat below it.
  const longest = rows.reduce((most, row) => Math.max(most, figure.of(row) ?? 0), 0);
  const line = reference !== null && longest > reference / 4 ? reference : null;
  const drawn = useMemo(
    () => drawTrend(rows, figure, range, { width: inner, height: HEIGHT, above: line ?? 0 }),
    [rows, figure, range, inner, line],
  );
  const { points, path, ticks } = drawn;
  const at = points.find(({ row }) => isSameName(row.name, pointed)) ?? null;
  const mark = points.find(({ row }) => isSameName(row.name, shown));
  const xOf = (moment: number): number => ((moment - range.from) / Math.max(1, range.to - range.from)) * inner;

  const place = ({ clientX, currentTarget }: MouseEvent<HTMLDivElement>) =>
    nearest(points, clientX - currentTarget.getBoundingClientRect().left - LEFT);
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || points.length === 0) return;
    const now = at === null ? -1 : points.indexOf(at);
    const next = { ArrowLeft: now < 0 ? points.length - 1 : now - 1, ArrowRight: now + 1, Home: 0, End: points.length - 1 }[
      event.key
    ];
    if (next !== undefined) onPoint(points[Math.min(points.length - 1, Math.max(0, next))]?.row.name ?? null);
    else if (event.key === 'Enter' && at !== null) onOpen(at.row.name);
    else return;
    event.preventDefault();
  };
  const value = at === null ? null : figure.of(at.row);
  const said =
    at === null
      ? ''
      : `${at.row.checkpoint.savepoint ? 'Savepoint' : 'Checkpoint'} ${at.row.name.id}${at.failed ? ' (failed)' : ''}, ${formatMoment(at.row.checkpoint.triggered, zone)}: ${value === null ? 'not known' : formatFigure(value, figure.unit)}`;

  return (
    <div className="trend">
      <div className="trend__title">
        <strong>{figure.title}</strong>
        <span className="trend__said" role="status">
          {said}
        </span>
      </div>
      <div
        ref={element}
        className="trend__plot"
        role="application"
        aria-roledescription="chart"
        aria-label={`${figure.title} of ${points.length} checkpoints. Arrow keys go from one to the next, Enter opens it.`}
        tabIndex={0}
        onKeyDown={press}
        onMouseMove={(event) => onPoint(place(event)?.row.name ?? null)}
        onMouseLeave={() => onPoint(null)}
        onClick={(event) => {
          const found = place(event);
          if (found !== null) onOpen(found.row.name);
        }}
      >
        {inner > 0 && (
          <svg width={width} height={HEIGHT + TOP + BOTTOM} aria-hidden="true">
            <g transform={`translate(${LEFT} ${TOP})`}>
              {ticks.map((tick) => (
                <g key={tick.value} transform={`translate(0 ${tick.y})`}>
                  <line className="trend__grid" x2={inner} />
                  <text className="trend__tick" x={-8} dy="0.32em" textAnchor="end">
                    {formatFigure(tick.value, figure.unit)}
                  </text>
                </g>
              ))}
              {timeTicks(range.from, range.to, offsetOf(range.to, zone), Math.max(2, Math.floor(inner / 110))).map((moment) => (
                <text key={moment} className="trend__tick" x={xOf(moment)} y={HEIGHT + 15} textAnchor="middle">
                  {range.to - range.from > 2 * DAY ? formatDay(moment, zone) : formatTime(moment, zone)}
                </text>
              ))}
              {markers.filter(isShown).map((marker) => (
                <line
                  key={`${marker.kind} ${marker.at} ${marker.text}`}
                  className={`trend__marker trend__marker--${marker.kind}`}
                  x1={xOf(marker.at)}
                  x2={xOf(marker.at)}
                  y2={HEIGHT}
                />
              ))}
              {line !== null && figure.unit === 'Millis' && (
                <line className="trend__reference" x2={inner} y1={drawn.yOf(line)} y2={drawn.yOf(line)} />
              )}
              <path className="trend__line" d={path} />
              {points.map(({ row, x, y, failed }) =>
                failed ? (
                  <path key={nameText(row.name)} className="trend__failed" d={`M${x - 3.5} ${y - 3.5}l7 7m0 -7l-7 7`} />
                ) : row.checkpoint.savepoint ? (
                  <rect key={nameText(row.name)} className="trend__savepoint" x={x - 3} y={y - 3} width={6} height={6} />
                ) : points.length > MOST_DOTS ? null : (
                  <circle key={nameText(row.name)} className="trend__dot" cx={x} cy={y} r={2} />
                ),
              )}
              {mark !== undefined && <circle className="trend__shown" cx={mark.x} cy={mark.y} r={6} />}
              {at !== null && (
                <>
                  <line className="trend__cross" x1={at.x} x2={at.x} y2={HEIGHT} />
                  <circle className="trend__pointed" cx={at.x} cy={at.y} r={4.5} />
                </>
              )}
            </g>
          </svg>
        )}
      </div>
    </div>
  );
}

/** Failed checkpoints and savepoints are points already. */
const isShown = ({ kind, text }: Marker): boolean =>
  kind !== 'snapshot' && !(kind === 'failure' && text.startsWith('Checkpoint '));
