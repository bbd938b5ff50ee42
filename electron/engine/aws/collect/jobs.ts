import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import { limit } from '../../../clients/flink/flinkHttp.ts';
import type { TopicKind } from '#shared/contract/topics.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { jobKinds } from '../../attention.ts';
import { sights } from '../../insight/sights.ts';
import type { Dashboards } from '../dashboards.ts';
import type { FleetPublisher } from '../fleetPublisher.ts';
import { notRunning } from '../fleetPublisher.ts';
import type { UnusualKeeper } from '../../insight/checkpoints/keepUnusual.ts';
import { managedJob } from '../managedJob.ts';
import type { ManagedJob } from '../managedJob.ts';
import type { Collector, Parts } from './collector.ts';
import { refIn } from './collector.ts';
import type { CollectorLoop } from './collectorLoops.ts';
import { exceptionMemory } from './exceptionMemory.ts';

const PREFIX = 'job|';
/** Jobs of applications that nobody looks at, read at the same time. */
const AT_ONCE = 6;

/** The Flink job of each running application, through its dashboard; with its checkpoints and exceptions, which are recorded. */
export function jobs(
  parts: Parts,
  publisher: FleetPublisher,
  sessions: Dashboards,
  unusual: Pick<UnusualKeeper, 'look'>,
): Collector {
  const { loops, inventory, looks, incident, publish, time, monitor, context } = parts;
  const { recorder } = context;
  const inTurn = limit(AT_ONCE);
  const exceptions = exceptionMemory(time);
  const seen = sights(parts.connection.id, looks, context.store, time);

  const record = (arn: string, { job, exceptions: thrown }: ManagedJob): void => {
    const ref = refIn(parts, arn);
    recorder.job(ref, time.now(), job, 'managed');
    recorder.checkpoints(ref, job.id, job.checkpoints.history);
    unusual.look(ref, job);
    if (thrown === null) return;
    exceptions.read(arn, job);
    recorder.exceptions(ref, job.id, thrown);
  };

  const loopOf = ({ arn, name }: ListedApplication): CollectorLoop<ManagedJob> => {
    const looked = () => looks.on(['application', ...jobKinds], arn);
    const read = (signal: AbortSignal) =>
      managedJob(sessions, name, { withExceptions: (job) => exceptions.isDue(arn, job), sight: seen.take(arn) }, signal);
    return {
      key: PREFIX + arn,
      name: `Job of ${name}`,
      cadence: seen.cadence(arn),
      detail: true,
      spread: 'pause',
      attended: () => looked() || incident(arn),
      poll: (signal) => (looked() ? read(signal) : inTurn(() => read(signal))),
      take(result, next, every) {
        const job = result.ok ? ok(result.value.job) : result;
        publisher.job(arn, job);
        seen.report(arn, job);
        if (result.ok) record(arn, result.value);
        // A notebook without a paragraph that runs has no job: that is no trouble.
        const outcome = !result.ok && result.error.kind === 'not-found' ? ok(null) : result;
        const all = publisher.dashboards();
        // One that fails while others have answered says nothing new of them.
        if (outcome.ok || !all.ok) monitor.report(ALL, all, next, false, { every });
        else monitor.idle(ALL, next, { every });
        publish();
        return outcome;
      },
    };
  };

  return {
    settle() {
      seen.settle();
      const listed = inventory.listed() ?? [];
      loops.keep(PREFIX, listed.filter(({ status }) => status === 'RUNNING').map(loopOf));
      for (const { arn, name, status } of listed) {
        if (status === 'RUNNING') continue;
        sessions.drop(name);
        publisher.notRunning(arn, status);
        seen.report(arn, failed(notRunning(status)));
      }
      exceptions.keep(listed.map(({ arn }) => arn));
    },
    attended(added) {
      for (const topic of added)
        if ('ref' in topic && (topic.kind === 'application' || isOfJob(topic.kind))) loops.hasten(PREFIX + topic.ref.id);
    },
  };
}

const ALL = 'Flink dashboards';

const isOfJob = (kind: TopicKind): boolean => (jobKinds as readonly TopicKind[]).includes(kind);
