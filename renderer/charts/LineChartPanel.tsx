import { memo, useId, useMemo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { UNKNOWN, formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { ChartTooltip } from './ChartTooltip.tsx';
import { timeTicks, valueAxis } from './axisTicks.ts';
import { cutToWidth } from './cutToWidth.ts';
import { formatFigure } from '#shared/model/formatFigure.ts';
import { LINE_COLOURS, lineColour } from './lineColour.ts';
import type { Zone } from './moments.ts';
import { formatTime, offsetOf } from './moments.ts';
import type { Panel } from './panels.ts';
import { isReferenceDrawn, statisticsOf } from './panels.ts';
import type { Row } from './rows.ts';
import { alignSeries, newestOf } from './rows.ts';
import { useWidth } from './useWidth.ts';

const HEIGHT = 132;
const AXIS_WIDTH = 56;
/** More lines than that are listed below each other. */
const MOST_IN_A_ROW = 3;

export interface TimeRange {
  readonly from: Millis;
  readonly to: Millis;
}

export interface LineChartPanelProps {
  readonly panel: Panel;
  readonly range: TimeRange;
  readonly zone: Zone;
  /** Charts of one group share a crosshair. */
  readonly group: string;
  /** Said where the panel has no points at all. */
  readonly emptyText: string;
}

/** One small chart with its title, how its points were made, the newest figure of each line, and the lines. */
export const LineChartPanel = memo(function LineChartPanel({ panel, range, zone, group, emptyText }: LineChartPanelProps) {
  const id = useId();
  const rows = useMemo(() => alignSeries(panel.lines.map(({ series }) => series)), [panel]);
  const newest = panel.lines.map((_line, i) => newestOf(rows, i));
  const isEmpty = newest.every((each) => each === null);
  return (
    <figure className="chart" aria-labelledby={`${id}-title`}>
      <figcaption className="chart__title">
        <span id={`${id}-title`}>{panel.title}</span>
        <span className="chart__statistic">{statisticsOf(panel, formatMillis)}</span>
      </figcaption>
      <ul className={panel.lines.length > MOST_IN_A_ROW ? 'chart__legend chart__legend--many' : 'chart__legend'}>
        {panel.lines.map(({ name }, i) => (
          <li key={name}>
            <span className="chart__key" style={{ background: lineColour(i) }} />
            <span className="chart__name" title={name}>
              {name}
            </span>
            <b>{currentFigure(newest[i], panel, range)}</b>
          </li>
        ))}
        {panel.reference !== undefined && !isEmpty && (
          <li>
            <span className="chart__key chart__key--reference" />
            <span className="chart__name">{panel.reference.label}</span>
            <b>{formatFigure(panel.reference.value, panel.unit)}</b>
          </li>
        )}
      </ul>
      {isEmpty ? (
        <div className="chart__empty">{emptyText}</div>
      ) : (
        <Plot panel={panel} rows={rows} range={range} zone={zone} group={group} />
      )}
    </figure>
  );
});

/** A figure that is older than the newest points should be says its age. */
function currentFigure(newest: ReturnType<typeof newestOf> | undefined, panel: Panel, { to }: TimeRange): string {
  if (newest === null || newest === undefined) return UNKNOWN;
  const period = panel.lines[0]?.series.period ?? 0;
  const age = (to - newest.at) as Millis;
  const figure = formatFigure(newest.value, panel.unit);
  return age > Math.max(5 * period, 300_000) ? `${figure}, ${formatMillis(age)} ago` : figure;
}

function Plot({ panel, rows, range, zone, group }: Omit<LineChartPanelProps, 'emptyText'> & { readonly rows: readonly Row[] }) {
  const [element, width] = useWidth();
  const shown = useMemo(() => rows.filter(({ at }) => at >= range.from && at <= range.to), [rows, range]);
  const drawn = useMemo(() => cutToWidth(shown, Math.max(1, width - AXIS_WIDTH)), [shown, width]);
  const values = drawn.flatMap((row) => row.values.filter((value) => value !== null));
  const { reference, unit } = panel;
  const line = reference !== undefined && isReferenceDrawn(reference, Math.max(0, ...values)) ? reference : undefined;
  const axis = valueAxis(line === undefined ? values : [...values, line.value], unit, { fit: panel.fit });
  const ticks = timeTicks(range.from, range.to, offsetOf(range.to, zone), Math.max(2, Math.floor((width - AXIS_WIDTH) / 46)));
  return (
    <div ref={element} className="chart__plot">
      {width > 0 && (
        <LineChart
          width={width}
          height={HEIGHT}
          data={drawn}
          margin={{ top: 6, right: 16, bottom: 0, left: 0 }}
          syncId={group}
          syncMethod={nearestTick}
          aria-label={`${panel.title}: ${summary(panel, rows)}`}
        >
          <CartesianGrid vertical={false} />
          <XAxis
            type="number"
            scale="time"
            dataKey={momentOf}
            domain={[range.from, range.to]}
            allowDataOverflow
            ticks={ticks}
            interval={0}
            tickFormatter={(at: Millis) => formatTime(at, zone)}
            tickSize={4}
            height={22}
          />
          <YAxis
            width={AXIS_WIDTH}
            domain={[axis.from, axis.to]}
            ticks={axis.ticks}
            interval={0}
            tickFormatter={(value: number) => tickText(value, unit)}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip isAnimationActive={false} offset={14} content={<ChartTooltip panel={panel} rows={drawn} zone={zone} />} />
          {line !== undefined && <ReferenceLine y={line.value} stroke="var(--chart-reference)" strokeDasharray="5 4" />}
          {panel.lines.map(({ name }, i) => (
            <Line
              key={name}
              dataKey={(row: Row) => row.values[i]}
              name={name}
              type={panel.fit ? 'stepAfter' : 'linear'}
              {...(i < LINE_COLOURS ? {} : { strokeDasharray: '3 3' })}
              stroke={lineColour(i)}
              strokeWidth={1.75}
              strokeLinecap="round"
              dot={false}
              activeDot={{ r: 3 }}
              connectNulls={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </div>
  );
}

/** Recharts breaks lines at blanks. */
const tickText = (value: number, unit: Panel['unit']): string =>
  value === 0 ? '0' : formatFigure(value, unit).replaceAll(' ', '\u00a0');

const momentOf = ({ at }: Row): Millis => at;

/** Charts hold different rows after they were cut: the crosshair of the others goes to their row nearest in time. */
function nearestTick(
  ticks: readonly { readonly value?: unknown }[],
  { activeLabel }: { readonly activeLabel: string | number | undefined },
): number {
  const at = Number(activeLabel);
  let nearest = 0;
  ticks.forEach(({ value }, i) => {
    if (Math.abs(Number(value) - at) < Math.abs(Number(ticks[nearest]?.value) - at)) nearest = i;
  });
  return nearest;
}

/** What the lines show, in words. */
function summary({ lines, unit }: Panel, rows: readonly Row[]): string {
  const said = lines.map(({ name }, i) => {
    const values = rows.flatMap((row) => row.values[i] ?? []);
    const newest = newestOf(rows, i);
    if (newest === null) return `${name}: no data`;
    const [now, low, high] = [newest.value, Math.min(...values), Math.max(...values)].map((value) => formatFigure(value, unit));
    return `${name}: now ${now}, lowest ${low}, highest ${high}`;
  });
  return said.join('; ');
}
