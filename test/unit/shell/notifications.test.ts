import { describe, expect, it } from 'vitest';
import { alarmsAddress } from '#electron/shell/alarmsAddress.ts';
import type { SystemMessage } from '#electron/shell/notifications.ts';
import { desktopNotifications } from '#electron/shell/notifications.ts';
import { refOf } from '#renderer/ui/paths.ts';
import { ALREADY } from '#shared/analysis/notices/quiet.ts';
import { Settings } from '#shared/contract/settings.ts';
import type { TopicSnapshot } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Notice } from '#shared/model/notice.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { standingClock } from '#test/support/standingClock.ts';
import { noticeOf } from '../analysis/notices/noticeOf.ts';

const START = 1_700_000_000_000;
const told = (change: Partial<Notice> = {}) => noticeOf({ at: millis(START + 1), ...change });
const already = (id: string, change: Partial<Notice> = {}) =>
  told({ id, application: id, ref: { connection: 'acme', id }, told: 0, quiet: ALREADY, ...change });

function desktop(notifications: unknown = {}) {
  const clock = standingClock(START);
  const shown: SystemMessage[] = [];
  const clicks: (() => void)[] = [];
  const opened: (ApplicationRef | null)[] = [];
  let list: readonly Notice[] = [];
  const snapshots = (notices: readonly Notice[]): TopicSnapshot[] => [
    {
      kind: 'settings',
      key: 'settings',
      snapshot: { state: 'live', at: millis(START), value: Settings.parse({ notifications }) },
    },
    { kind: 'notices', key: 'notices', snapshot: { state: 'live', at: millis(START), value: [...notices] } },
  ];
  const closed = new AbortController();
  const self = desktopNotifications({
    call: async () => ({ ok: true, value: { sequence: 1, snapshots: snapshots(list) } }),
    show(message, clicked) {
      shown.push(message);
      clicks.push(clicked);
    },
    open: (ref) => void opened.push(ref),
    clock,
    closed: closed.signal,
  });
  return {
    shown,
    clicks,
    opened,
    trial: () => self.trial(),
    /** The engine starts (again), and knows this. */
    start: async (notices: readonly Notice[]): Promise<void> => {
      list = notices;
      await self.follow();
    },
    hear: (notices: readonly Notice[]) => self.hear('snapshots', { sequence: 2, snapshots: snapshots(notices).slice(1) }),
    pass: async (seconds: number): Promise<void> => {
      clock.pass(seconds * SECOND);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('notifications of the system', () => {
  it('are shown once, also when the engine was started anew, and open the alarms of the application', async () => {
    const { start, hear, shown, clicks, opened } = desktop();
    await start([]);
    hear([told()]);
    hear([told()]);
    await start([told()]);
    expect(shown).toEqual([
      {
        title: 'orders: Application is down',
        body: expect.stringMatching(/^Critical since \d\d:\d\d in Acme\.\nRead/),
        silent: true,
      },
    ]);
    clicks[0]?.();
    expect(opened).toEqual([{ connection: 'acme', id: 'orders' }]);
    hear([told({ told: 2 })]);
    expect(shown).toHaveLength(2);
  });

  it('do not repeat what was told before the app began', async () => {
    const { start, shown } = desktop();
    await start([noticeOf({ at: millis(START - 1) })]);
    expect(shown).toEqual([]);
  });

  it('tell of all that was so already together', async () => {
    const { start, hear, pass, shown, clicks, opened } = desktop();
    await start([already('a')]);
    hear([already('a'), already('b'), already('c', { until: millis(START) })]);
    expect(shown).toEqual([]);
    await pass(15);
    expect(shown.map(({ title }) => title)).toEqual(['2 applications are in trouble']);
    clicks[0]?.();
    expect(opened).toEqual([null]);
  });

  it('leave out of it what nobody wants to hear of', async () => {
    const { start, pass, shown } = desktop({ muted: [{ ref: { connection: 'acme', id: 'a' }, until: null }], least: 'critical' });
    await start([already('a'), already('b', { severity: 'warning' })]);
    await pass(15);
    expect(shown).toEqual([]);
  });

  it('are off where they are not wanted, have a sound where it is, and can be tried', async () => {
    const off = desktop({ desktop: false });
    await off.start([told(), already('a')]);
    await off.pass(15);
    expect(off.shown).toEqual([]);
    off.trial();
    expect(off.shown.map(({ title, silent }) => [title, silent])).toEqual([['Streamgauge', true]]);
    const loud = desktop({ sound: true });
    await loud.start([told()]);
    expect(loud.shown.map(({ silent }) => silent)).toEqual([false]);
  });
});

it('the address of an application’s alarms is read by the page as that application', () => {
  const ref = { connection: 'acme/eu', id: 'arn:aws:kinesisanalytics:eu-central-1:123:application/orders' };
  const [, , connection = '', id = '', tab] = alarmsAddress(ref).slice(1).split('/');
  expect([refOf(connection, id), tab]).toEqual([ref, 'alarms']);
});
