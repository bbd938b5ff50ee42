import { useMemo } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Age } from '#renderer/ui/Age.tsx';
import { withArrows } from '#renderer/ui/wording.ts';
import { criticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import { failureCause } from '#shared/analysis/checkpoints/failureCause.ts';
import type { Missed } from '#shared/analysis/checkpoints/missed.ts';
import { lastCompletedOf, missedOfJob } from '#shared/analysis/checkpoints/missed.ts';
import { outgrowsInterval } from '#shared/analysis/checkpoints/outgrows.ts';
import { criticalSentence } from '#shared/analysis/checkpoints/words.ts';
import type { ApplicationRef, ApplicationSummary } from '#shared/model/application.ts';
import type { Checkpoint, Job } from '#shared/model/job.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { formatMillis } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { Cause } from './Cause.tsx';
import type { CheckpointName } from './rows.ts';
import { useSteadyDetail } from './useDetail.ts';

interface VerdictProps {
  readonly applicationRef: ApplicationRef;
  readonly job: Job;
  /** Null: not known (yet). */
  readonly mode: ApplicationSummary['mode'] | null;
  /** When the job was read. */
  readonly at: Millis;
  readonly onOpen: (name: CheckpointName) => void;
}

/** What an engineer wants to know first: does the job save its state, and what did the newest checkpoint take its time for. */
export function Verdict({ applicationRef: ref, job, mode, at, onOpen }: VerdictProps) {
  const { enabled } = job.checkpoints;
  if (!enabled && mode === 'INTERACTIVE')
    return (
      <Alert type="info" header="This notebook takes no checkpoints.">
        That is usual for what is tried out in a notebook: it begins anew each time it is run. Deployed as an application, it
        keeps its state in checkpoints.
      </Alert>
    );
  if (!enabled)
    return (
      <Alert type="warning" header="Checkpoints are switched off.">
        After a failure the job starts with empty state. Switch them on in the application’s configuration or in its code.
      </Alert>
    );
  const missed = missedOfJob(job, at);
  const about = tellingOf(job.checkpoints.history, at);
  const worry = missed === null ? worryOf(job) : missed.reason;
  return (
    <Alert
      type={worry === null ? 'info' : missed?.level === 'critical' ? 'error' : 'warning'}
      header={worry ?? <Steady job={job} connection={ref.connection} />}
    >
      <SpaceBetween size="xxs">
        {missed !== null && <MissedSince missed={missed} connection={ref.connection} />}
        {about === null ? (
          <div>No checkpoint yet.</div>
        ) : (
          <Telling applicationRef={ref} job={job} about={about} onOpen={onOpen} />
        )}
      </SpaceBetween>
    </Alert>
  );
}

const MissedSince = ({ missed, connection }: { readonly missed: Missed; readonly connection: string }) => (
  <div>
    Since <Age at={missed.since} connection={connection} ago />: {missed.intervals} intervals. A failure now would repeat all the
    work of that time.
  </div>
);

/** What an engineer should look at, though checkpoints complete. */
function worryOf({ checkpoints, state }: Job): string | null {
  const { history, interval } = checkpoints;
  const failed = history.filter(({ status }) => status === 'FAILED').length;
  const told = [
    failed === 0 ? null : `${failed} of the newest ${history.length} checkpoints failed.`,
    state === 'RUNNING' ? outgrowsInterval(interval, lastCompletedOf(checkpoints)?.duration ?? null) : null,
  ].filter((each) => each !== null);
  return told.length === 0 ? null : told.join(' ');
}

function Steady({ job: { checkpoints, state }, connection }: { readonly job: Job; readonly connection: string }) {
  if (state !== 'RUNNING') return <>The job does not run: no checkpoint is taken.</>;
  const last = lastCompletedOf(checkpoints);
  if (last === null) return <>No checkpoint has completed yet.</>;
  const { interval } = checkpoints;
  return (
    <>
      Last checkpoint completed <Age at={millis(last.triggered + (last.duration ?? 0))} connection={connection} ago />
      {interval === null ? '' : ` (interval ${formatMillis(interval)})`}.
    </>
  );
}

/** The newest that is over; or one in progress that has taken longer than that already. */
export function tellingOf(history: readonly Checkpoint[], at: Millis): Checkpoint | null {
  const [newest] = history;
  const over = history.find(({ status }) => status !== 'IN_PROGRESS') ?? null;
  if (newest?.status !== 'IN_PROGRESS') return over;
  return over === null || at - newest.triggered > (over.duration ?? 0) ? newest : over;
}

function Telling({
  applicationRef: ref,
  job,
  about,
  onOpen,
}: Pick<VerdictProps, 'applicationRef' | 'job' | 'onOpen'> & { readonly about: Checkpoint }) {
  const { name, snapshot } = useSteadyDetail(ref, { id: about.id, job: null });
  const detail = valueOf(snapshot);
  const { edges } = job;
  const found = useMemo(() => (detail === undefined ? null : criticalPath(detail, edges)), [detail, edges]);
  const told = detail?.checkpoint ?? about;
  const cause = failureCause(told.failure);
  return (
    <SpaceBetween size="xxs">
      <div>
        <span className="checkpoints__sentence">{withArrows(criticalSentence(told, found))}</span>{' '}
        <span className="checkpoints__link">
          <Link
            onFollow={(event) => {
              event.preventDefault();
              onOpen(name);
            }}
          >
            Show checkpoint {name.id}
          </Link>
        </span>
      </div>
      {cause !== null && <Cause cause={cause} />}
    </SpaceBetween>
  );
}
