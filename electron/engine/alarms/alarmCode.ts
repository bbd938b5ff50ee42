import { setImmediate } from 'node:timers/promises';
import { alarmFiles } from '#shared/alarmCode/alarmCode.ts';
import type { CodedAlarm, CodedApplication } from '#shared/alarmCode/coded.ts';
import { dashboardOf } from '#shared/alarmCode/dashboard/dashboard.ts';
import { faultsWords } from '#shared/analysis/alarms/faultWords.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Output, Input } from '#shared/contract/contract.ts';
import type { AlarmChoice, LeftOut } from '#shared/model/alarms/plan.ts';
import type { AlarmDetail, ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Watcher } from '../watcher.ts';
import type { AlarmBoard } from './alarmBoard.ts';
import type { AlarmChoices } from './choices.ts';
import { isAsked, leftOut } from './leftOut.ts';
import { NOT_WATCHED, NO_ALARMS } from './refusals.ts';

export interface CodeParts {
  /** By the connection's id. */
  readonly watched: ReadonlyMap<string, { readonly watcher: Pick<Watcher, 'alarms'> }>;
  readonly choices: Pick<AlarmChoices, 'topicArn'>;
}

/** Writes the chosen alarms of a connection as code, and says of those that are left out why. */
export async function alarmCode(
  { watched, choices }: CodeParts,
  board: Pick<AlarmBoard, 'definitions'>,
  { choice, format, dashboard }: Input<'alarms.export'>,
): Promise<Output<'alarms.export'>> {
  const watcher = watched.get(choice.connection)?.watcher;
  if (watcher === undefined) return failed(NOT_WATCHED);
  const access = watcher.alarms;
  if (access === null) return failed(NO_ALARMS);
  const applications: CodedApplication[] = [];
  const left: LeftOut[] = [];
  const troubles: SourceError[] = [];
  for (const subject of chosen(access.subjects(), choice)) {
    // Each takes some milliseconds: polls and viewers have their turn after it.
    await setImmediate();
    const detail = board.definitions(subject.ref);
    if (!detail.ok) {
      troubles.push(detail.error);
      left.push(...leftOut(subject, choice, detail.error.message));
      continue;
    }
    const read = codedOf(detail.value, subject, choice);
    const all = defined(detail.value);
    applications.push({
      name: subject.name,
      region: subject.region,
      alarms: read.alarms,
      // Of a notebook there is nothing to watch.
      dashboard:
        dashboard && all.length > 0 ? dashboardOf({ subject, alarms: all, stateOf: statesOf(detail.value, read.alarms) }) : null,
    });
    left.push(...read.left);
  }
  const [trouble] = troubles;
  if (applications.length === 0 && trouble !== undefined) return failed(trouble);
  return ok({
    files: [...alarmFiles(applications, { format, topicArn: choices.topicArn(choice.connection) })],
    alarms: applications.reduce((sum, { alarms }) => sum + alarms.length, 0),
    left,
  });
}

const chosen = (subjects: readonly AlarmSubject[], { applications }: AlarmChoice): readonly AlarmSubject[] =>
  subjects.filter(({ ref }) => applications === null || applications.includes(ref.id));

interface Read {
  readonly alarms: CodedAlarm[];
  readonly left: LeftOut[];
}

function codedOf({ details }: ApplicationAlarms, { ref, name }: AlarmSubject, choice: AlarmChoice): Read {
  const read: Read = { alarms: [], left: [] };
  for (const detail of details) {
    const { alarm } = detail.cell;
    if (!isAsked(choice, alarm)) continue;
    const reason = reasonAgainst(detail, choice.which);
    const coded = codedAlarm(detail);
    if (reason === null && coded !== null) read.alarms.push(coded);
    else read.left.push({ ref, name, alarm, reason: reason ?? detail.learning ?? 'It has no threshold yet.' });
  }
  return read;
}

/** Why an alarm is not among those that are wanted; null: it is. */
function reasonAgainst({ cell: { coverage, reason, matched, faults } }: AlarmDetail, which: AlarmChoice['which']): string | null {
  if (coverage === 'not-applicable') return reason ?? 'It does not apply.';
  if (which === 'all' || coverage === 'missing') return null;
  if (coverage === 'covered') return `It is covered already by ${matched[0] ?? 'an alarm of the account'}.`;
  if (coverage === 'unknown') return reason ?? 'It is not known yet whether an alarm covers it.';
  return which === 'wanting'
    ? null
    : `${matched[0] ?? 'An alarm of the account'} watches it, but is wrong: ${faultsWords(faults)}.`;
}

function codedAlarm({ cell: { alarm, matched, faults }, threshold, definition }: AlarmDetail): CodedAlarm | null {
  if (threshold === null || definition === null) return null;
  const [name] = matched;
  return { entry: alarmEntry(alarm), threshold, definition, instead: name === undefined ? null : { name, faults } };
}

const defined = ({ details }: ApplicationAlarms): readonly CodedAlarm[] => details.flatMap((detail) => codedAlarm(detail) ?? []);

/** The alarms whose state a dashboard can show: those that are written with it, and those that the account has. */
const statesOf = ({ details }: ApplicationAlarms, written: readonly CodedAlarm[]): readonly string[] =>
  details.flatMap(
    ({ cell: { alarm, matched } }) => written.find(({ entry }) => entry.id === alarm)?.definition.name ?? matched.slice(0, 1),
  );
