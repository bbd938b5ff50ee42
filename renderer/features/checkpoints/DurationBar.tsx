import { UNKNOWN } from '#shared/units/format.ts';
import { exactly } from '#shared/analysis/checkpoints/words.ts';
import type { Millis } from '#shared/units/units.ts';

interface DurationBarProps {
  readonly duration: Millis | null;
  readonly interval: Millis | null;
  /** What the full width stands for. */
  readonly scale: number;
}

/** The figure says the duration; the bar says how much of the interval that is, with a mark where the interval ends. */
export function DurationBar({ duration, interval, scale }: DurationBarProps) {
  if (duration === null) return <>{UNKNOWN}</>;
  const late = interval !== null && duration > interval;
  return (
    <div className="duration">
      <span className="duration__figure">{exactly(duration)}</span>
      <span className="duration__track" aria-hidden="true">
        <span
          className={late ? 'duration__bar duration__bar--late' : 'duration__bar'}
          style={{ width: `${Math.min(1, duration / scale) * 100}%` }}
        />
        {interval !== null && <span className="duration__interval" style={{ left: `${(interval / scale) * 100}%` }} />}
      </span>
    </div>
  );
}
