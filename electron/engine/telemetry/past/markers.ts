import { groupBy } from '#shared/analysis/groupBy.ts';
import type { History, KeptRecord } from '../../../history/history.ts';
import { Activity } from '#shared/model/activity.ts';
import { Alarm } from '#shared/model/alarm.ts';
import { Checkpoint } from '#shared/model/job.ts';
import type { Marker, RecordKind } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { CONNECTION, KeptException, shaped } from '../keptShapes.ts';
import { stateMarkers } from './stateMarkers.ts';

export interface MarkerQuestion {
  readonly connection: string;
  readonly application: string | null;
  readonly from: Millis;
  readonly to: Millis;
}

/** A marker and how it came to be known: an operation says more than the states that it leads through. */
interface Known {
  readonly marker: Marker;
  readonly from: 'state' | 'operation' | 'other';
}

/** A state that was seen so long before or after an operation is that operation's. */
const NEAR = millis(2 * MINUTE);
/** Of each sort, the newest: more lines on a chart than that are a wall. */
const MOST = 5_000;

/** What happened in `[from, to)`, oldest first. */
export function markers(history: History, question: MarkerQuestion): Marker[] {
  const { from, to } = question;
  const records = TOLD_BY.flatMap((kinds) => recordsOf(history, question, kinds));
  const known: Known[] = [
    ...records.flatMap((record) => markersOf(record).map((marker): Known => ({ marker, from: sourceOf(record) }))),
    ...stateMarkers(stateRecords(history, question), from).map((marker): Known => ({ marker, from: 'state' })),
    ...alarmMarkers(history, question).map((marker): Known => ({ marker, from: 'other' })),
  ];
  return withoutEchoes(known)
    .filter(({ at, until }) => at < to && (at >= from || (until !== null && until > from)))
    .sort((a, b) => a.at - b.at);
}

/** Read apart from each other: checkpoints come each minute, and must not crowd out the one deployment of the week. */
const TOLD_BY: readonly (readonly RecordKind[])[] = [['operation', 'version', 'snapshot'], ['exception'], ['checkpoint']];

const recordsOf = (
  { records }: History,
  { connection, application, from, to }: MarkerQuestion,
  kinds: readonly RecordKind[],
): readonly KeptRecord[] =>
  records.read({ connection, ...(application === null ? {} : { application }), kinds, from, to, limit: MOST });

const sourceOf = ({ kind }: KeptRecord): Known['from'] => (kind === 'operation' ? 'operation' : 'other');

/** The states of each application, with the one before the range, from which the first change is told. */
function stateRecords(history: History, question: MarkerQuestion): KeptRecord[] {
  const { connection, from } = question;
  const own = recordsOf(history, question, ['state']);
  const changed = own.filter((record) => record.application !== CONNECTION && record.at >= from);
  const before = [...new Set(changed.map((record) => record.application))].flatMap(
    (each) => history.records.lastBefore({ connection, application: each }, 'state', millis(from - 1)) ?? [],
  );
  return [...before, ...changed];
}

const OPERATIONS: readonly (readonly [RegExp, Marker['kind'], string])[] = [
  [/^start/i, 'start', 'Started'],
  [/^stop/i, 'stop', 'Stopped'],
  [/maintenance/i, 'maintenance', 'Maintenance'],
  [/scal/i, 'scale', 'Scaled'],
  [/snapshot/i, 'snapshot', 'Snapshot'],
  [/rollback/i, 'deploy', 'Rolled back'],
  [/update/i, 'deploy', 'Updated'],
];

function markersOf(record: KeptRecord): Marker[] {
  const { connection, application, at, until, value } = record;
  const marker = (kind: Marker['kind'], text: string): Marker => ({
    ref: { connection, id: application },
    at,
    until,
    kind,
    text,
  });
  const { versions, operations, snapshots } = Activity.shape;
  switch (record.kind) {
    case 'operation': {
      const operation = shaped(operations.element, value);
      const [, kind, words] = OPERATIONS.find(([pattern]) => pattern.test(operation?.operation ?? '')) ?? [];
      if (operation === null || kind === undefined || words === undefined) return [];
      const failure = operation.failure === null ? '' : `, failed: ${operation.failure}`;
      return [marker(kind, `${words} (${operation.operation})${failure}`)];
    }
    case 'version': {
      const version = shaped(versions.element, value);
      return version === null ? [] : [marker('deploy', `Version ${version.version} deployed`)];
    }
    case 'snapshot': {
      const snapshot = shaped(snapshots.element, value);
      return snapshot === null ? [] : [marker('snapshot', `Snapshot ${snapshot.name}`)];
    }
    case 'checkpoint': {
      const checkpoint = shaped(Checkpoint, value);
      if (checkpoint?.savepoint === true) return [marker('snapshot', `Savepoint ${checkpoint.id}`)];
      if (checkpoint?.status !== 'FAILED') return [];
      return [
        marker('failure', `Checkpoint ${checkpoint.id} failed${checkpoint.failure === null ? '' : `: ${checkpoint.failure}`}`),
      ];
    }
    case 'exception': {
      const thrown = shaped(KeptException, value);
      return thrown === null ? [] : [marker('failure', shortName(thrown.exception))];
    }
    default:
      return [];
  }
}

/** `org.apache.flink.SomeException` as `SomeException`. */
const shortName = (exception: string): string => exception.slice(exception.lastIndexOf('.') + 1);

/** Each time an alarm goes off, until it is over: a marker of each application that it is about. */
function alarmMarkers({ records }: History, { connection, application, from, to }: MarkerQuestion): Marker[] {
  const arns = application === null ? records.applications(connection, 'state', to) : [application];
  return records.applications(connection, 'alarm', to).flatMap((alarmArn): Marker[] => {
    const kept = records.read({ connection, application: alarmArn, kinds: ['alarm'], from: millis(from - DAY), to, limit: MOST });
    const alarm = kept.map(({ value }) => shaped(Alarm, value)).findLast((each) => each !== null);
    if (alarm === undefined || alarm === null) return [];
    const about = arns.filter((arn) => alarm.applications.includes(arn.split('/').at(-1) ?? ''));
    return wentOff(kept).flatMap(({ at, until }) =>
      about.map((id): Marker => ({ ref: { connection, id }, at, until, kind: 'alarm', text: `Alarm ${alarm.name}` })),
    );
  });
}

function wentOff(kept: readonly KeptRecord[]): { readonly at: Millis; readonly until: Millis | null }[] {
  const times: { at: Millis; until: Millis | null }[] = [];
  for (const { at, value } of kept) {
    const alarm = shaped(Alarm, value);
    const open = times.findLast(({ until }) => until === null);
    const since = alarm?.stateSince ?? at;
    if (alarm?.state === 'ALARM') {
      if (open === undefined) times.push({ at: since, until: null });
    } else if (open !== undefined) open.until = since;
  }
  return times;
}

/** Leaves out what another marker tells better: a state that an operation led to, an update whose version has a marker of its own. */
function withoutEchoes(known: readonly Known[]): Marker[] {
  const covers = ({ marker: { at, until } }: Known, moment: Millis): boolean =>
    moment >= at - NEAR && moment <= (until ?? at) + NEAR;
  // Only what tells better can cover; in a job that fails all the time there are thousands of each sort.
  const better = groupBy(
    known.filter(({ from }) => from !== 'state'),
    placeOf,
  );
  const isEcho = (each: Known): boolean =>
    each.from !== 'other' &&
    (better.get(placeOf(each)) ?? []).some(
      (other) =>
        other !== each &&
        ((each.from === 'state' && covers(other, each.marker.at)) ||
          (each.from === 'operation' && other.from === 'other' && covers(each, other.marker.at))),
    );
  return known.filter((each) => !isEcho(each)).map(({ marker }) => marker);
}

const placeOf = ({ marker: { ref, kind } }: Known): string => `${ref.id} ${kind}`;
