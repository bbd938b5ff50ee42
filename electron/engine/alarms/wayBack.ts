import { placeOf } from '#shared/analysis/alarms/writing/arn.ts';
import type { UndoWrite } from '#shared/model/alarms/plan.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import type { Undoable } from '../operator/auditLog.ts';
import type { AlarmAccess } from './alarmAccess.ts';
import type { Told, WrittenAlarm } from './writtenAlarm.ts';
import { isMadeAs } from './writtenAlarm.ts';
import { CHANGED_SINCE_WRITE, DELETED_SINCE_WRITE, OTHER_ACCOUNT } from './refusals.ts';

/** What takes one alarm back: it is made as it was, or deleted where it was created. */
export const requestBack = ({ name, before }: WrittenAlarm): Pick<UndoWrite, 'operation' | 'request'> =>
  before === null
    ? { operation: 'DeleteAlarms', request: { AlarmNames: [name] } }
    : { operation: 'PutMetricAlarm', request: before };

/** What is to be done about an alarm as the account is now. */
export type WayBack = { readonly kind: 'send' | 'nothing' } | { readonly kind: 'refused'; readonly error: SourceError };

export function wayBack(
  access: Pick<AlarmAccess, 'subjects'>,
  { ref }: Pick<Undoable, 'ref'>,
  { before, after }: WrittenAlarm,
  told: Told | null,
): WayBack {
  // The connection can be one to another account since, which has an alarm of this name or has none.
  if (!isOfAccount(access, placeOf(ref.id).account, told)) return { kind: 'refused', error: OTHER_ACCOUNT };
  // It was never written, or somebody has taken it back: there is nothing to do.
  if (isMadeAs(told, before)) return { kind: 'nothing' };
  if (isMadeAs(told, after)) return { kind: 'send' };
  return { kind: 'refused', error: told === null ? DELETED_SINCE_WRITE : CHANGED_SINCE_WRITE };
}

/** The alarm tells whose it is; where there is none, the applications that are watched do. */
function isOfAccount({ subjects }: Pick<AlarmAccess, 'subjects'>, account: string, told: Told | null): boolean {
  if (account === '') return false;
  const arns = told === null ? subjects().map(({ ref }) => ref.id) : [String(told['AlarmArn'])];
  return arns.some((arn) => placeOf(arn).account === account);
}
