import type { Message, Shown } from '#shared/analysis/notices/telling.ts';
import { messageOf, summaryOf, toShow } from '#shared/analysis/notices/telling.ts';
import { quietReason } from '#shared/analysis/notices/quiet.ts';
import { clockTime, minuteHere } from '#shared/analysis/notices/wallClock.ts';
import { contract, events } from '#shared/contract/contract.ts';
import type { CallName, EventName } from '#shared/contract/names.ts';
import type { Notifications } from '#shared/contract/settings.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Notice } from '#shared/model/notice.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { Answer } from '../ipc/messages.ts';

export interface SystemMessage extends Message {
  readonly silent: boolean;
}

export interface NotificationParts {
  /** Calls the engine as a viewer of its own; waits while the engine (re)starts. */
  readonly call: (name: CallName, input: unknown) => Promise<Answer>;
  readonly show: (message: SystemMessage, clicked: () => void) => void;
  /** Brings the window to the front, at the alarms of an application; null: as it is. */
  readonly open: (ref: ApplicationRef | null) => void;
  readonly clock: Clock;
  readonly closed: AbortSignal;
}

/** Shows the engine's notices as notifications of the system: each once, also when the engine was started anew. */
export interface DesktopNotifications {
  /** The engine is up, or up again: it has to be told what is followed. */
  follow(): Promise<void>;
  /** Something that the engine tells this viewer. */
  hear(name: EventName, payload: unknown): void;
  /** One to try how they look. */
  trial(): void;
}

/** What was so at the start comes bit by bit: it is told together. */
const GATHER = millis(15 * SECOND);

export function desktopNotifications({ call, show, open, clock, closed }: NotificationParts): DesktopNotifications {
  const from = clock.now();
  let wanted: Notifications | null = null;
  let notices: readonly Notice[] | null = null;
  let shown: Shown = new Map();
  let gathered: readonly Notice[] = [];

  const tellGathered = async (): Promise<void> => {
    await clock.sleep(GATHER, closed);
    const lasting = gathered.flatMap(
      ({ id }) => notices?.find((each) => each.id === id && each.until === null && !each.read) ?? [],
    );
    gathered = [];
    const message = summaryOf(lasting, clockTime);
    if (message === null || closed.aborted || wanted?.desktop !== true) return;
    const [only] = lasting;
    show({ ...message, silent: !wanted.sound }, () => open(lasting.length === 1 && only !== undefined ? only.ref : null));
  };

  const look = (): void => {
    if (wanted === null || notices === null) return;
    const { desktop, sound } = wanted;
    const told = toShow(notices, shown, from);
    ({ shown } = told);
    if (!desktop) return;
    for (const notice of told.single) show({ ...messageOf(notice, clockTime), silent: !sound }, () => open(notice.ref));
    const at = clock.now();
    const already = told.already.filter(
      ({ ref, severity }) =>
        wanted !== null && quietReason(wanted, { ref, severity, snoozed: null, at, minuteOfDay: minuteHere(at) }) === null,
    );
    if (already.length === 0) return;
    const waits = gathered.length > 0;
    gathered = [...gathered, ...already];
    if (!waits) void tellGathered();
  };

  const take = (snapshots: readonly TopicSnapshot[]): void => {
    for (const { kind, snapshot } of snapshots) {
      if (snapshot.state !== 'live') continue;
      if (kind === 'settings') wanted = snapshot.value.notifications;
      if (kind === 'notices') notices = snapshot.value;
    }
    look();
  };

  return {
    async follow() {
      const answer = await call('watch', { topics: [{ kind: 'settings' }, { kind: 'notices' }] });
      const known = answer.ok ? contract.watch.output.safeParse(answer.value) : null;
      if (known?.success === true) take(known.data.snapshots);
    },
    hear(name, payload) {
      if (name !== 'snapshots') return;
      const told = events.snapshots.safeParse(payload);
      if (told.success) take(told.data.snapshots);
    },
    trial() {
      const message = { title: 'Streamgauge', body: 'This is how you are told of what goes wrong.' };
      show({ ...message, silent: wanted?.sound !== true }, () => open(null));
    },
  };
}
