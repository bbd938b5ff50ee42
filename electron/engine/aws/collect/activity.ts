import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import { limit } from '../../../clients/flink/flinkHttp.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Result, SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { cadences } from '../../cadence.ts';
import type { Collector, Parts } from './collector.ts';
import { refIn } from './collector.ts';
import type { CollectorLoop } from './collectorLoops.ts';
import type { TrailCollector } from './trail.ts';

const PREFIX = 'activity|';
/** Applications whose activity is read at the same time: nobody waits for that of all. */
const AT_ONCE = 2;

type Own = Omit<Activity, 'trail' | 'missing'> & { readonly errors: readonly SourceError[] };

/**
 * What somebody did to each application: its versions, operations, snapshots and tags. Read when somebody looks, soon after the list tells of
 * another version or status, and now and then. What may not be read is told; the rest is shown.
 */
export function activity(
  parts: Parts,
  events: () => TrailCollector,
): Collector & { trailChanged(applications: ReadonlySet<string>): void } {
  const { loops, inventory, looks, context, time } = parts;
  const known = new Map<string, Own>();
  const seen = new Map<string, string>();
  const inTurn = limit(AT_ONCE);

  const publish = ({ arn, name }: ListedApplication): void => {
    const own = known.get(arn);
    if (own === undefined) return;
    const { errors, ...lists } = own;
    const value: Activity = { ...lists, ...trailOf(events(), name) };
    const missing = [...new Set([...errors.map(sentence), ...value.missing])];
    context.store.report({ kind: 'activity', ref: refIn(parts, arn) }, ok({ ...value, missing }), time.now());
    context.recorder.activity(refIn(parts, arn), { ...value, missing });
  };

  const loopOf = (listed: ListedApplication): CollectorLoop<Own> => {
    const { arn, name } = listed;
    const attended = () => looks.on(['activity'], arn);
    const read = (signal: AbortSignal) => readOwn(parts, listed, signal);
    return {
      key: PREFIX + arn,
      name: `Activity of ${name}`,
      cadence: cadences.activity,
      detail: true,
      spread: 'start',
      attended,
      poll: (signal) => (attended() ? read(signal) : inTurn(() => read(signal))),
      take(result) {
        if (!result.ok) {
          context.store.report({ kind: 'activity', ref: refIn(parts, arn) }, result, time.now());
          return result;
        }
        known.set(arn, result.value);
        publish(listed);
        return ok(null);
      },
    };
  };

  return {
    settle() {
      const listed = inventory.listed() ?? [];
      loops.keep(PREFIX, listed.map(loopOf));
      for (const { arn, version, status } of listed) {
        const state = `${version} ${status}`;
        if (seen.has(arn) && seen.get(arn) !== state) loops.poke(PREFIX + arn);
        seen.set(arn, state);
      }
      const arns = new Set(listed.map(({ arn }) => arn));
      for (const arn of seen.keys()) if (!arns.has(arn)) [seen, known].forEach((each) => each.delete(arn));
    },
    attended(added) {
      for (const topic of added) if (topic.kind === 'activity') loops.hasten(PREFIX + topic.ref.id);
    },
    trailChanged(applications) {
      for (const each of inventory.listed() ?? []) if (applications.has(each.name)) publish(each);
    },
  };
}

/** What the service says of one list alone: a permission that is missing, or something that this application does not have. */
const TOLD: readonly SourceErrorKind[] = ['access-denied', 'not-running', 'bad-request', 'not-found'];

/** A list that is refused is told, with the others; without the service itself nothing is known. */
async function readOwn(
  { services: { managed } }: Parts,
  { name, arn }: ListedApplication,
  signal: AbortSignal,
): Promise<Result<Own>> {
  const [versions, operations, snapshots, tags] = await Promise.all([
    managed.versions(name, signal),
    managed.operations(name, signal),
    managed.snapshots(name, signal),
    managed.tags(arn, signal),
  ]);
  const errors = [versions, operations, snapshots, tags].flatMap((each) => (each.ok ? [] : [each.error]));
  const lost = errors.find(({ kind }) => !TOLD.includes(kind));
  if (lost !== undefined) return failed(lost);
  const [first] = errors;
  if (first !== undefined && errors.length === 4 && errors.every(({ kind }) => kind === 'not-found')) return failed(first);
  return ok({
    versions: versions.ok ? versions.value : [],
    operations: operations.ok ? operations.value : [],
    snapshots: snapshots.ok ? snapshots.value : [],
    tags: tags.ok ? tags.value : [],
    errors,
  });
}

const sentence = ({ message, remedy }: SourceError): string => `${message} ${remedy}`;

function trailOf(events: TrailCollector, name: string): Pick<Activity, 'trail' | 'missing'> {
  const error = events.error();
  const found = events.of(name);
  const missing = error === null ? [] : [sentence(error)];
  return { trail: error?.kind === 'access-denied' || found === null ? null : [...found], missing };
}
