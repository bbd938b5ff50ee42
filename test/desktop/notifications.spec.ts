import process from 'node:process';
import type { ElectronApplication, Page } from '@playwright/test';
import { MINUTE } from '#shared/units/units.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { Exposed } from './desktop.ts';
import { expect, test } from './desktop.ts';
import { enginePid } from './environment.ts';

interface Spied {
  readonly title: string;
  readonly body: string;
}

/** The system is asked to show nothing: what it would show is written down, and can be clicked. */
const spy = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    // Its methods are made anew for each notification: they are replaced once somebody waits for its click.
    const emitter = Object.getPrototypeOf(Notification.prototype) as NodeJS.EventEmitter;
    const listen = function listen(this: Electron.Notification, name: string, told: (...given: unknown[]) => void) {
      this.show = () => {
        if (!shown.includes(this)) shown.push(this);
      };
      return emitter.on.call(this, name, told);
    };
    Object.assign(Notification.prototype, { on: listen });
  });
const shown = (app: ElectronApplication): Promise<readonly Spied[]> =>
  app.evaluate(() =>
    (globalThis as unknown as { shown: Electron.Notification[] }).shown.map(({ title, body }) => ({ title, body })),
  );
const click = (app: ElectronApplication, at: number): Promise<void> =>
  app.evaluate((_electron, index) => {
    (globalThis as unknown as { shown: Electron.Notification[] }).shown[index]?.emit('click');
  }, at);

/** The simulator's time that the page shows. */
const timeOn = async (page: Page): Promise<number> =>
  Date.parse((await page.getByText('Simulated time').locator('time').getAttribute('datetime')) ?? '');

/** Simulated minutes pass until something is so. */
async function passUntil(simulator: TestSimulator, isSo: () => Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await isSo()) return true;
        await simulator.advance(MINUTE);
        return false;
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toBe(true);
}

test('an outage is shown by the system, not again by a new engine; a click opens the alarms of the application', async ({
  open,
}) => {
  const simulator = await startTestSimulator({ scenario: 'healthy', applications: 2, historyHours: 1 });
  try {
    await simulator.setClock({ paused: true });
    const { app, page, pid } = await open(['--connection', 'simulator', '--address', simulator.addresses.control]);
    await spy(app);
    const healthy = page.getByRole('row').filter({ hasText: 'OK' });
    await expect(healthy).toHaveCount(2);
    const name = await healthy.first().getByRole('link').first().innerText();
    // An application has to have been well for a while before it can become sick.
    for (let minute = 0; minute < 5; minute++) {
      const { now } = await simulator.advance(MINUTE);
      await expect.poll(() => timeOn(page)).toBeGreaterThanOrEqual(now);
    }
    await page.evaluate(() => {
      window.marker = 'the same document';
    });

    const outage = { id: 'outage', kind: 'operator-unhandled-exception', application: name, severity: 'severe' } as const;
    await simulator.setFault({ change: 'on', ...outage });
    const told = async () => (await shown(app)).filter(({ title }) => title.startsWith(`${name}: `));
    await passUntil(simulator, async () => (await told()).some(({ body }) => body.startsWith('Critical')));
    const before = await shown(app);
    expect(before.at(-1)?.body).toMatch(/^Critical since \d\d:\d\d in .+\n.+/);

    const first = enginePid(pid) ?? 0;
    process.kill(first, 'SIGKILL');
    await expect.poll(() => enginePid(pid) ?? first).not.toBe(first);
    await expect(page.getByRole('row').filter({ hasText: 'Critical' })).toHaveCount(1);
    await expect(page.getByRole('button', { name: /^Notices, 1 unread/ })).toBeVisible();
    expect(await shown(app)).toEqual(before);

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    await click(app, before.length - 1);
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Alarms', selected: true })).toBeVisible();
    expect(await page.evaluate(() => window.marker)).toBe('the same document');
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())).toBe(false);

    await page.evaluate(() => (globalThis as unknown as Exposed).host.call('notices.trial', {}));
    await expect.poll(() => shown(app)).toHaveLength(before.length + 1);
    expect((await shown(app)).at(-1)?.title).toBe('Streamgauge');
  } finally {
    await simulator.close();
  }
});
