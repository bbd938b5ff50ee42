import { refKey } from '../../model/application.ts';
import type { Notice } from '../../model/notice.ts';
import type { Millis } from '../../units/units.ts';
import { MINUTE } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';
import type { Incident } from './incidents.ts';
import { incidentsOf } from './incidents.ts';
import { ALREADY, BURST } from './quiet.ts';
import type { Followed, Look, LookedAt, NoticeState, Seen } from './state.ts';
import { causeKey } from './state.ts';
import type { Trouble } from './troubles.ts';
import { DOWN, SYMPTOMS_OF_DOWN } from './troubles.ts';

const limits = thresholds.notices;

/** Why a trouble is only in the list now; null: it is told. */
export type QuietOf = (application: LookedAt, trouble: Trouble) => string | null;

/**
 * What one look at a connection makes of the notices: one is opened for each cause and incident, told again when it becomes worse or when
 * what kept it quiet ends, and closed after some minutes without trouble. A clock that was moved begins anew.
 */
export function observe(state: NoticeState, look: Look, quietOf: QuietOf): NoticeState {
  const { connection, now, at } = look;
  const known = state.connections.get(connection);
  const moved = known !== undefined && wasMoved(known, look);
  const before = moved ? undefined : known;
  const draft = new Map(state.notices.map((notice) => [notice.id, notice]));
  if (moved) for (const notice of openOf(draft, connection)) draft.set(notice.id, { ...notice, until: known.now });

  const told = state.told.filter((each) => each <= at && at - each < MINUTE);
  const began = before?.began ?? now;
  const well = wellOf(look, before);
  const applications = look.applications.map((application) => {
    const begunOf = (trouble: Trouble): Millis | null => {
      const key = causeKey(application.ref, trouble.cause);
      const last = before?.seen.get(key);
      const from = last === undefined || last.gone !== null ? now : last.from;
      const isOld = before === undefined || from <= began || well.get(refKey(application.ref)) !== 'for ever';
      return trouble.since ?? (isOld ? null : from);
    };
    const open = openOf(draft, connection).filter(({ ref }) => refKey(ref) === refKey(application.ref));
    const isDown = isOfOutage(application, downUntil(draft, application), now);
    return { ...application, incidents: incidentsOf(application.troubles, { of: begunOf, open, isDown }) };
  });
  const seen = seenOf(look, applications, before, draft);

  const tell = (notice: Notice, quiet: string | null): void => {
    const reason = quiet ?? (told.length >= limits.burst ? BURST : null);
    if (reason === null) told.push(at);
    draft.set(notice.id, {
      ...notice,
      at,
      quiet: reason,
      told: notice.told + (reason === null ? 1 : 0),
      read: false,
      until: null,
    });
  };

  for (const application of applications) {
    const isDown = isOfOutage(application, downUntil(draft, application), now);
    for (const trouble of application.incidents) {
      const key = causeKey(application.ref, trouble.cause);
      const from = seen.get(key)?.from ?? now;
      const isSymptom = isDown && SYMPTOMS_OF_DOWN.includes(trouble.cause);
      const was = newestOf(draft, application, trouble.cause);
      const ours = was === null ? null : grown(was, trouble, isSymptom);
      const lasts = ours !== null && (ours.until === null || isWithin(now - ours.until, limits.again));
      if (lasts) {
        const isWorse = ours.severity === 'warning' && trouble.severity === 'critical' && !isSymptom;
        const quiet = quietOf(application, trouble);
        if (isWorse) tell({ ...ours, severity: 'critical', title: trouble.title, text: trouble.text }, quiet);
        else if (isKeptBack(ours) && quiet === null && !isSymptom) tell(ours, null);
        else if (ours !== was || ours.until !== null || (isKeptBack(ours) && quiet !== null && quiet !== ours.quiet))
          draft.set(ours.id, { ...ours, until: null, quiet: isKeptBack(ours) ? (quiet ?? ours.quiet) : ours.quiet });
        continue;
      }
      if (isSymptom || (!trouble.settled && now - from < limits.settle[trouble.severity])) continue;
      const first = trouble.since ?? from;
      const isOld =
        before === undefined || first <= began || (!trouble.settled && well.get(refKey(application.ref)) !== 'for ever');
      tell(opened(look, application, trouble, first), isOld ? ALREADY : quietOf(application, trouble));
    }
  }

  for (const notice of openOf(draft, connection)) {
    const gone = seen.get(causeKey(notice.ref, notice.cause))?.gone ?? null;
    if (gone !== null && now - gone >= limits.over) draft.set(notice.id, { ...notice, until: gone });
  }
  const connections = new Map(state.connections).set(connection, { began, now, at, seen, well });
  return { notices: kept([...draft.values()]), connections, told };
}

/** Whether what follows from an outage is of one: while it lasts, and for a while after it. */
const isOfOutage = ({ troubles }: LookedAt, over: Millis | 'not yet' | null, now: Millis): boolean =>
  troubles.some(({ cause }) => cause === DOWN) ||
  (over !== null && (over === 'not yet' || isWithin(now - over, limits.aftermath)));

/** A notice with what has come to be known of its incident: an earlier beginning, and further symptoms; the same one if there is none. */
function grown(notice: Notice, { since, title, text, severity, also: causes }: Incident, isSymptom: boolean): Notice {
  const earlier = since !== null && since < notice.since ? { since } : null;
  const also = [...new Set([...(notice.also ?? []), ...causes])];
  const isMore = also.length > (notice.also?.length ?? 0) && !isSymptom;
  // What was critical is said as it was then.
  const said = isMore && (severity === 'critical' || notice.severity === 'warning') ? { title, text } : null;
  return earlier === null && !isMore ? notice : { ...notice, ...earlier, ...(isMore ? { also } : null), ...said };
}

/** What is quiet for a reason that ends: it is told then, if it still lasts. */
const isKeptBack = ({ quiet }: Notice): boolean => quiet !== null && quiet !== ALREADY && quiet !== BURST;

function wasMoved(known: Followed, { now, at }: Look): boolean {
  const [passed, really] = [now - known.now, at - known.at];
  return passed + limits.back < 0 || passed - really > limits.jump;
}

const openOf = (draft: ReadonlyMap<string, Notice>, connection: string): readonly Notice[] =>
  [...draft.values()].filter(({ ref, until }) => ref.connection === connection && until === null);

function newestOf(draft: ReadonlyMap<string, Notice>, { ref }: LookedAt, cause: string): Notice | null {
  const all = [...draft.values()].filter((each) => each.cause === cause && refKey(each.ref) === refKey(ref));
  return all.find(({ until }) => until === null) ?? all.sort((a, b) => (b.until ?? 0) - (a.until ?? 0))[0] ?? null;
}

/** When the newest outage was over. */
function downUntil(draft: ReadonlyMap<string, Notice>, application: LookedAt): Millis | 'not yet' | null {
  const down = newestOf(draft, application, DOWN);
  return down === null ? null : (down.until ?? 'not yet');
}

/** What lies ahead is of a time to which the clock has not come (back) yet. */
const isWithin = (ago: number, most: Millis): boolean => ago >= 0 && ago < most;

/** When each cause was seen first and last; of what is open from before, it counts from now on. */
function seenOf(
  { connection, now }: Look,
  applications: readonly (LookedAt & { readonly incidents: readonly Incident[] })[],
  before: Followed | undefined,
  draft: ReadonlyMap<string, Notice>,
): ReadonlyMap<string, Seen> {
  const seen = new Map<string, Seen>();
  for (const { ref, cause } of openOf(draft, connection)) {
    const key = causeKey(ref, cause);
    const last = before?.seen.get(key);
    seen.set(key, { from: last?.from ?? now, gone: last?.gone ?? now });
  }
  // A symptom's own beginning is remembered, too: it may be an incident of its own later.
  for (const { ref, troubles, incidents } of applications)
    for (const { cause } of [...troubles, ...incidents]) {
      const key = causeKey(ref, cause);
      const last = before?.seen.get(key);
      seen.set(key, { from: last === undefined || last.gone !== null ? now : last.from, gone: null });
    }
  return seen;
}

function wellOf({ now, applications }: Look, before: Followed | undefined): ReadonlyMap<string, Millis | 'for ever'> {
  const well = new Map<string, Millis | 'for ever'>();
  for (const { ref, known, troubles } of applications) {
    const since = before?.well.get(refKey(ref));
    if (since === 'for ever') well.set(refKey(ref), since);
    else if (known && troubles.length === 0)
      well.set(refKey(ref), since !== undefined && now - since >= limits.well ? 'for ever' : (since ?? now));
  }
  return well;
}

const opened = (look: Look, { ref, name }: LookedAt, trouble: Incident, since: Millis): Notice => ({
  id: `${causeKey(ref, trouble.cause)}|${since}`,
  ref,
  application: name,
  connectionName: look.connectionName,
  severity: trouble.severity,
  cause: trouble.cause,
  ...(trouble.also.length === 0 ? null : { also: [...trouble.also] }),
  title: trouble.title,
  text: trouble.text,
  since,
  at: look.at,
  told: 0,
  until: null,
  read: false,
  quiet: null,
});

/** Newest first; of too many, those that are over go, the oldest first. */
function kept(notices: readonly Notice[]): readonly Notice[] {
  const sorted = [...notices].sort((a, b) => b.at - a.at || b.since - a.since || (a.id < b.id ? -1 : 1));
  let left = limits.most;
  return sorted.filter(({ until }) => {
    left -= 1;
    return left >= 0 || until === null;
  });
}

/** A connection is not watched any more: nobody knows how what was open goes on. */
export function leave(state: NoticeState, connection: string): NoticeState {
  const followed = state.connections.get(connection);
  if (followed === undefined) return state;
  const notices = state.notices.map((notice) =>
    notice.ref.connection === connection && notice.until === null ? { ...notice, until: followed.now } : notice,
  );
  return { ...without(state, connection), notices };
}

/** Without everything of a connection. */
export const without = (state: NoticeState, connection: string): NoticeState => ({
  ...state,
  notices: state.notices.filter(({ ref }) => ref.connection !== connection),
  connections: new Map([...state.connections].filter(([id]) => id !== connection)),
});
