import type { TimeShares } from '#shared/model/job.ts';
import { formatRatio, orUnknown } from '#shared/units/format.ts';

const parts = ['busy', 'backpressured', 'idle'] as const;

interface TimeBarProps {
  readonly worst: TimeShares;
  readonly mean: TimeShares;
}

/** How a vertex spends its time: the mean as a bar, and the figures of its worst subtask beside those of the mean. */
export function TimeBar({ worst, mean }: TimeBarProps) {
  const known = parts.flatMap((part) => ((mean[part] ?? 0) > 0 ? [{ part, share: mean[part] ?? 0 }] : []));
  return (
    <div className="vertex-time" title="The bar is the mean of the subtasks; figures are those of the worst one">
      <div className={known.length === 0 ? 'vertex-time__bar vertex-time__bar--unknown' : 'vertex-time__bar'} aria-hidden="true">
        {known.map(({ part, share }) => (
          <span key={part} className={`vertex-time__part--${part}`} style={{ flexGrow: share }} />
        ))}
      </div>
      <dl>
        {parts.map((part) => (
          <div key={part}>
            <dt>
              <span className={`vertex-time__key vertex-time__part--${part}`} />
              {part}
            </dt>
            <dd>
              <b>{orUnknown(worst[part], formatRatio)}</b> (mean {orUnknown(mean[part], formatRatio)})
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
