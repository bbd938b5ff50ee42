import Icon from '@cloudscape-design/components/icon';
import { withArrows } from '#renderer/ui/wording.ts';
import type { CriticalPath, Unanswered } from '#shared/analysis/checkpoints/criticalPath.ts';
import { exactly } from '#shared/analysis/checkpoints/words.ts';
import { UNKNOWN, formatBytes, orUnknown } from '#shared/units/format.ts';
import { GanttBar, barWords } from './GanttBar.tsx';
import type { GanttRow } from './ganttRows.ts';

interface GanttLineProps {
  readonly id: string;
  readonly row: GanttRow;
  /** Place in the whole, the head included. */
  readonly index: number;
  /** Pixels from the top. */
  readonly start: number;
  readonly end: number;
  /** What has not acknowledged waits, or waited, until here. */
  readonly until: number;
  readonly found: CriticalPath | Unanswered | null;
  readonly active: boolean;
  readonly onToggle: (vertex: string, open: boolean) => void;
  readonly onActive: (key: string) => void;
}

const NOTHING = { checkpointedSize: null, stateSize: null } as const;

export function GanttLine({ id, row, index, start, end, until, found, active, onToggle, onActive }: GanttLineProps) {
  const { vertex, critical, onPath } = row;
  const subtask = row.kind === 'subtask' ? row.subtask : row.slowest;
  const open = vertex.acknowledgedCount < vertex.subtaskCount;
  const waits = row.kind === 'subtask' ? row.subtask.pending : open;
  // Of a vertex of which nothing is known yet, Flink says 0 bytes.
  const figures = row.kind === 'subtask' ? row.subtask : vertex.acknowledgedCount === 0 ? NOTHING : vertex;
  const took = row.kind === 'subtask' ? row.subtask.duration : vertex.duration;
  const phase = critical && found?.kind === 'acknowledged' ? found.phase : null;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index}
      aria-level={row.kind === 'vertex' ? 1 : 2}
      {...(row.kind === 'vertex' && vertex.subtasks !== null ? { 'aria-expanded': row.expanded } : {})}
      className={['gantt__row', active && 'gantt__row--active', critical && 'gantt__row--critical'].filter(Boolean).join(' ')}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => {
        onActive(row.key);
        if (row.kind === 'vertex') onToggle(vertex.id, !row.expanded);
      }}
    >
      <span role="rowheader" className={`gantt__name gantt__name--${row.kind}`} title={withArrows(vertex.name)}>
        {row.kind === 'vertex' ? (
          <>
            <span className="gantt__caret">
              {vertex.subtasks !== null && <Icon name={row.expanded ? 'caret-down-filled' : 'caret-right-filled'} size="small" />}
            </span>
            <span className="gantt__text">{withArrows(vertex.name)}</span>
            <span className="gantt__count">
              {open ? `${vertex.acknowledgedCount} of ${vertex.subtaskCount}` : `×${vertex.subtaskCount}`}
            </span>
          </>
        ) : (
          <span className="gantt__text">Subtask {row.subtask.index}</span>
        )}
        {onPath && (
          <span className="gantt__mark" title="On the way of the barrier to the last acknowledgement">
            ◆<span className="gantt__unseen">on the critical path</span>
          </span>
        )}
      </span>
      <span role="gridcell" className="gantt__cell" title={barWords(subtask)}>
        <span className="gantt__unseen">
          {row.kind === 'vertex' && subtask !== null ? `slowest, subtask ${subtask.index}: ` : ''}
          {subtask === null && took !== null ? 'phases not read' : barWords(subtask)}
          {critical ? ', what the checkpoint took its time for' : ''}
        </span>
        <GanttBar subtask={subtask} whole={took} waitsUntil={waits ? until : null} end={end} critical={phase} />
      </span>
      <span role="gridcell" className="gantt__figure">
        {waits && took === null
          ? row.kind === 'subtask'
            ? vertex.status === 'FAILED'
              ? 'no answer'
              : 'waits'
            : UNKNOWN
          : orUnknown(took, exactly)}
      </span>
      <span role="gridcell" className="gantt__figure">
        {orUnknown(figures.checkpointedSize, formatBytes)}
      </span>
      <span role="gridcell" className="gantt__figure">
        {orUnknown(figures.stateSize, formatBytes)}
      </span>
    </div>
  );
}
