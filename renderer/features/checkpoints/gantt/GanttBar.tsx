import type { Phase } from '#shared/analysis/checkpoints/phases.ts';
import { phases, phaseWords, phasesOf } from '#shared/analysis/checkpoints/phases.ts';
import { exactly } from '#shared/analysis/checkpoints/words.ts';
import type { CheckpointSubtask } from '#shared/model/insight/checkpointDetail.ts';
import { segmentsOf } from './ganttRows.ts';

interface GanttBarProps {
  readonly subtask: CheckpointSubtask | null;
  /** Of a vertex whose subtasks were not read: how long it took. */
  readonly whole: number | null;
  /** What waits is drawn until here; null where nothing waits. */
  readonly waitsUntil: number | null;
  readonly end: number;
  /** The phase that the checkpoint took its time for, where this is its place. */
  readonly critical: Phase | null;
}

/** The phases of one line as a bar. Seen alone: the same is told in words beside it. */
export function GanttBar({ subtask, whole, waitsUntil, end, critical }: GanttBarProps) {
  const share = (value: number): string => `${(Math.min(value, end) / end) * 100}%`;
  return (
    <div className="gantt__bar" aria-hidden="true">
      {waitsUntil !== null && <span className="gantt__waits" style={{ left: 0, width: share(waitsUntil) }} />}
      {subtask === null && whole !== null && <span className="gantt__whole" style={{ left: 0, width: share(whole) }} />}
      {subtask !== null &&
        segmentsOf(subtask).map(({ phase, from, to, beside }) => (
          <span
            key={phase}
            className={`gantt__segment gantt__segment--${phase}${beside ? ' gantt__segment--beside' : ''}${phase === critical ? ' gantt__segment--critical' : ''}`}
            style={{ left: share(from), width: share(to - from) }}
          />
        ))}
    </div>
  );
}

/** `start delay 16.9 s, alignment 0 ms, sync 2 ms, async 4 ms` */
export function barWords(subtask: CheckpointSubtask | null): string {
  const parts = subtask === null ? null : phasesOf(subtask);
  return parts === null
    ? 'not acknowledged'
    : phases.map((phase) => `${phaseWords[phase].name.toLowerCase()} ${exactly(parts[phase])}`).join(', ');
}
