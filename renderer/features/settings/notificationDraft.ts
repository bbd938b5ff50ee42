import type { Notifications } from '#shared/contract/settings.ts';
import { Notifications as Schema } from '#shared/contract/settings.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** What stands in the form, as somebody types it. */
export interface NotificationDraft {
  readonly desktop: boolean;
  readonly sound: boolean;
  readonly least: Notifications['least'];
  readonly isQuiet: boolean;
  readonly from: string;
  readonly to: string;
  readonly exceptCritical: boolean;
}

type NotificationErrors = Partial<Record<'from' | 'to', string>>;

/** Where nothing was chosen before: most nights. */
const NIGHT = { from: '22:00', to: '07:00', exceptCritical: true };

export const notificationDraftOf = ({ desktop, sound, least, quiet }: Notifications): NotificationDraft => ({
  desktop,
  sound,
  least,
  isQuiet: quiet !== null,
  ...(quiet ?? NIGHT),
});

/** The settings that a draft describes, what is muted as it was; or what is wrong with which field. */
export function readNotificationDraft(
  draft: NotificationDraft,
  before: Notifications,
): Result<Notifications, NotificationErrors> {
  const { desktop, sound, least, isQuiet, exceptCritical } = draft;
  const [from, to] = [timeOf(draft.from), timeOf(draft.to)];
  const quiet = isQuiet ? { from, to, exceptCritical } : null;
  const read = Schema.safeParse({ ...before, desktop, sound, least, quiet });
  if (read.success && (!isQuiet || from !== to)) return ok(read.data);
  if (read.success) return failed({ to: 'Enter another time than the beginning, or switch the quiet hours off.' });
  const fields = read.error.issues.map(({ path }) => String(path[1]));
  const wrong = (field: string) => (fields.includes(field) ? 'Enter a time of day from 00:00 to 23:59, as 22:30.' : undefined);
  const [fromError, toError] = [wrong('from'), wrong('to')];
  return failed({ ...(fromError === undefined ? {} : { from: fromError }), ...(toError === undefined ? {} : { to: toError }) });
}

/** `7:00` and `0700` are `07:00`. */
function timeOf(text: string): string {
  const [, hours, minutes] = /^\s*(\d{1,2}):?(\d{2})\s*$/.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? text : `${hours.padStart(2, '0')}:${minutes}`;
}
