import { useMemo, useState } from 'react';
import Icon from '@cloudscape-design/components/icon';
import type { MetricLevel } from '#shared/model/metric.ts';
import type { MetricGroup } from './groups.ts';
import { levelWords } from './words.ts';

interface MetricListProps {
  readonly groups: readonly MetricGroup[];
  readonly old: boolean;
  readonly pins: readonly string[];
  readonly onPin: (group: string) => void;
  readonly onOpen: (group: string) => void;
}

type Row =
  | { readonly kind: 'level'; readonly level: MetricLevel; readonly metrics: number; readonly series: number }
  | { readonly kind: 'group'; readonly group: MetricGroup };

const ROW = 30;
/** Rows beyond both ends of what is seen. */
const MORE = 12;

/** The metrics that the search found, by level. Only the rows that are seen exist: there may be thousands. */
export function MetricList({ groups, old, pins, onPin, onOpen }: MetricListProps) {
  const rows = useMemo(() => rowsOf(groups), [groups]);
  const pinned = useMemo(() => new Set(pins), [pins]);
  const [first, setFirst] = useState(0);
  // No list is higher than the window.
  const seen = Math.ceil(innerHeight / ROW);
  const [end, start] = [Math.min(rows.length, first + seen + MORE), Math.max(0, Math.min(first, rows.length - seen) - MORE)];
  return (
    // It is scrolled with the keyboard too.
    <div
      className={old ? 'metric-list stale' : 'metric-list'}
      tabIndex={0}
      role="region"
      aria-label="Metrics found"
      onScroll={({ currentTarget }) => setFirst(Math.floor(currentTarget.scrollTop / ROW))}
    >
      <div className="metric-list__rows" style={{ height: rows.length * ROW }}>
        {rows.slice(start, end).map((row, i) => (
          <div
            key={row.kind === 'level' ? row.level : row.group.id}
            className="metric-list__row"
            style={{ height: ROW, transform: `translateY(${(start + i) * ROW}px)` }}
          >
            {row.kind === 'level' ? (
              <b className="metric-list__level">
                {levelWords[row.level]}
                <span className="metric-list__count">{`${row.metrics === 1 ? '1 metric' : `${row.metrics} metrics`}, ${row.series} series`}</span>
              </b>
            ) : (
              <GroupRow group={row.group} isPinned={pinned.has(row.group.id)} onPin={onPin} onOpen={onOpen} />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function GroupRow({
  group,
  isPinned,
  onPin,
  onOpen,
}: Pick<MetricListProps, 'onPin' | 'onOpen'> & { readonly group: MetricGroup; readonly isPinned: boolean }) {
  const { id, title, of, metric, lines } = group;
  const name = of === '' ? title : `${title}, ${of}`;
  return (
    <>
      <button
        type="button"
        className="metric-list__pin"
        aria-pressed={isPinned}
        aria-label={isPinned ? `Unpin ${name}` : `Pin ${name}`}
        onClick={() => onPin(id)}
      >
        <Icon name={isPinned ? 'star-filled' : 'star'} size="small" />
      </button>
      <button
        type="button"
        className="metric-list__name"
        title={`${metric}${of === '' ? '' : `, ${of}`}`}
        onClick={() => onOpen(id)}
      >
        {title}
        {of !== '' && <span className="metric-list__of">{of}</span>}
      </button>
      {lines.length > 1 && <span className="metric-list__count">{lines.length}</span>}
    </>
  );
}

function rowsOf(groups: readonly MetricGroup[]): readonly Row[] {
  const rows: Row[] = [];
  let level: MetricLevel | null = null;
  for (const group of groups) {
    if (group.level !== level) {
      level = group.level;
      const members = groups.filter((each) => each.level === group.level);
      const series = members.reduce((sum, { lines }) => sum + lines.length, 0);
      rows.push({ kind: 'level', level, metrics: members.length, series });
    }
    rows.push({ kind: 'group', group });
  }
  return rows;
}
