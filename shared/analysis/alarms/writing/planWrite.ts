import { recommendedAlarms } from '../../../catalogue/alarms/alarms.ts';
import type { MetricAlarmRequest } from '../../../model/alarms/metricAlarmRequest.ts';
import type { AlarmChoice, AlarmWrite } from '../../../model/alarms/plan.ts';
import type { AlarmDetail, AlarmFault, AlarmRow } from '../../../model/alarms/status.ts';
import { alarmFaults } from '../../../model/alarms/status.ts';
import { aboutTheSame, corrected } from './correct.ts';
import { differences, madeBy, makeSame, requestOf } from './request.ts';

/** What DescribeAlarms told of the alarms of a region, by name. */
export type ToldAlarms = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** What would be done about one recommended alarm of an application. */
export type PlannedWrite =
  /** `beside`: the name of a wrong alarm that is left as it is. */
  | { readonly kind: 'write'; readonly write: AlarmWrite; readonly beside: string | null }
  | { readonly kind: 'left'; readonly reason: string };

type Row = Pick<AlarmRow, 'ref' | 'name' | 'region'>;
type Choice = Pick<AlarmChoice, 'alarms' | 'which'>;

/** Names whose alarms have to be described before it can be planned. */
export function namesNeeded(choice: Choice, details: readonly AlarmDetail[]): string[] {
  const asked = details.filter((detail) => isAsked(choice, detail));
  return [
    ...new Set(
      asked.flatMap(({ definition, matched: [best] }) => [
        ...(definition === null ? [] : [definition.name]),
        ...(best === undefined ? [] : [best.alarm.name]),
      ]),
    ),
  ];
}

function isAsked({ alarms, which }: Choice, { cell }: AlarmDetail): boolean {
  if (alarms !== null && !alarms.includes(cell.alarm)) return false;
  switch (cell.coverage) {
    case 'missing':
    case 'unknown':
      return true;
    case 'wrong':
      return which !== 'missing';
    case 'covered':
      return which === 'all';
    case 'not-applicable':
      return alarms !== null;
  }
}

/** Null: it is not among what was asked for. */
export function planWrite(choice: Choice, row: Row, detail: AlarmDetail, told: ToldAlarms): PlannedWrite | null {
  if (!isAsked(choice, detail)) return null;
  const { cell, definition, learning, matched } = detail;
  if (cell.coverage === 'unknown' || cell.coverage === 'not-applicable')
    return left(cell.reason ?? 'It is not known yet whether it is needed.');
  if (definition === null) return left(learning ?? 'No threshold is known yet.');
  const wanted = requestOf(definition);
  const [best] = matched;
  if (cell.coverage === 'missing' || best === undefined) return create(row, detail, wanted, told, null);
  if (cell.coverage === 'covered') return renew(row, detail, wanted, told);

  const existing = told.get(best.alarm.name);
  // It was deleted since the account's alarms were read.
  if (existing === undefined) return create(row, detail, wanted, told, null);
  const made = madeBy(existing);
  const isShared = best.alarm.applications.length > 1;
  if (made === null || made.ThresholdMetricId !== undefined || isShared)
    return create(row, detail, wanted, told, best.alarm.name);
  const faults = best.faults.map(({ fault }) => fault);
  const next = corrected(made, wanted, faults);
  if (!makeSame(made, next)) return write(row, detail, next, { existing, made });
  return left(
    faults.includes('no-action')
      ? `“${made.AlarmName}” tells nobody, and no SNS topic is chosen that it could tell.`
      : `“${made.AlarmName}” has changed since it was judged: plan again when its status is new.`,
  );
}

const left = (reason: string): PlannedWrite => ({ kind: 'left', reason });

/** Under our own name, unless that is taken by something else. */
function create(
  row: Row,
  detail: AlarmDetail,
  wanted: MetricAlarmRequest,
  told: ToldAlarms,
  beside: string | null,
): PlannedWrite {
  const { AlarmName: name } = wanted;
  const existing = told.get(name);
  if (existing === undefined) return write(row, detail, wanted, null, beside);
  const made = madeBy(existing);
  if (made === null || name === beside || !aboutTheSame(made, wanted))
    return left(
      name === beside
        ? `“${name}” is wrong and cannot be corrected in place: it watches several applications, or is made as we cannot write it.`
        : `Another alarm has the name “${name}” and is about something else: it is left as it is.`,
    );
  const next = corrected(made, wanted, allButActions(made));
  return makeSame(made, next)
    ? left(`“${name}” is there already as it should be.`)
    : write(row, detail, next, { existing, made }, beside);
}

/** An alarm of ours gets what has changed since it was made, such as a threshold that was learned anew. */
function renew(row: Row, detail: AlarmDetail, wanted: MetricAlarmRequest, told: ToldAlarms): PlannedWrite {
  const covering = detail.matched.map(({ alarm }) => alarm.name);
  const { AlarmName: name } = wanted;
  const existing = covering.includes(name) ? told.get(name) : undefined;
  const made = existing === undefined ? null : madeBy(existing);
  if (existing === undefined || made === null) return left(`It is covered by “${covering[0] ?? name}” already.`);
  const next = corrected(made, wanted, allButActions(made));
  return makeSame(made, next)
    ? left(`“${name}” is there already as it should be.`)
    : write(row, detail, next, { existing, made });
}

/** Everything is put right; whom it tells is its owner's business, if it tells anybody. */
const allButActions = ({ AlarmActions = [] }: MetricAlarmRequest): readonly AlarmFault[] =>
  alarmFaults.filter((fault) => fault !== 'no-action' || AlarmActions.length === 0);

interface Existing {
  readonly existing: Readonly<Record<string, unknown>>;
  readonly made: MetricAlarmRequest;
}

function write(
  { ref, name: application, region }: Row,
  { cell, definition }: AlarmDetail,
  asked: MetricAlarmRequest,
  before: Existing | null,
  beside: string | null = null,
): PlannedWrite {
  // What we wrote of its evidence is written anew; an owner's own words stay.
  const isOurs = before !== null && definition !== null && asked.AlarmName === definition.name;
  const request = isOurs ? { ...asked, AlarmDescription: definition.description } : asked;
  return {
    kind: 'write',
    beside,
    write: {
      ref,
      application,
      alarm: cell.alarm,
      region,
      name: request.AlarmName,
      action: before === null ? 'create' : 'update',
      request,
      before: before === null ? null : { ...before.existing },
      differences: differences(before?.made ?? null, request),
    },
  };
}

/** `Application is down` */
export const titleOf = ({ alarm }: Pick<AlarmWrite, 'alarm'>): string =>
  recommendedAlarms.find(({ id }) => id === alarm)?.title ?? alarm;
