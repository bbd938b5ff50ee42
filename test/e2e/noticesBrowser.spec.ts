import type { Page } from '@playwright/test';
import { SimulatorState } from '#shared/simulation/control.ts';
import { MINUTE } from '#shared/units/units.ts';
import { expect, rows, test } from './world.ts';

test.use({ scenario: 'healthy' });

interface Spied {
  readonly title: string;
  readonly body: string;
}

/** The browser is asked to show nothing: what it would show is written down. */
const spy = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const shown: Spied[] = [];
    class SpiedNotification extends EventTarget {
      static readonly permission = 'granted';
      constructor(title: string, { body = '' }: NotificationOptions = {}) {
        super();
        shown.push({ title, body });
        Object.assign(window, { last: this });
      }
      close(): void {
        this.dispatchEvent(new Event('close'));
      }
    }
    Object.assign(window, { shown, Notification: SpiedNotification });
  });
};
const shown = (page: Page): Promise<readonly Spied[]> => page.evaluate(() => Reflect.get(window, 'shown') as readonly Spied[]);

test('in a browser one of its pages shows a notification, and a click opens the alarms', async ({ page, context, world }) => {
  const other = await context.newPage();
  for (const each of [page, other]) {
    await spy(each);
    await each.goto(world.url());
    await expect(rows(each).first()).toBeVisible({ timeout: 90_000 });
  }
  const name = 'orders-enrichment';
  await expect(rows(page).filter({ hasText: name }).getByText('OK')).toBeVisible();
  // An application has to have been well for two minutes before it can become sick; the simulator's pass thirty times as fast.
  const tell = async (what: string, body: unknown): Promise<void> => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${world.control}/${what}`, { method: 'POST', body: JSON.stringify(body), headers });
    expect(answer.ok).toBe(true);
  };
  // Time that jumps would begin anew with what is so then: it has to be seen to pass.
  const now = async (): Promise<number> => SimulatorState.parse(await (await fetch(`${world.control}/state`)).json()).now;
  const well = (await now()) + 5 * MINUTE;
  await expect.poll(now, { timeout: 120_000 }).toBeGreaterThan(well);
  await expect(page.getByRole('button', { name: 'Notices' })).toBeVisible();

  const fault = { change: 'on', id: 'outage', kind: 'operator-unhandled-exception', application: name, severity: 'severe' };
  await tell('fault', fault);
  const told = async (of: Page) => (await shown(of)).filter(({ title }) => title.startsWith(`${name}: `));
  await expect.poll(async () => (await told(page)).length, { timeout: 120_000 }).toBeGreaterThan(0);
  expect((await told(page))[0]?.body).toMatch(/^(Critical|Warning) since \d\d:\d\d in Simulator\./);
  await expect(other.getByRole('button', { name: /^Notices, \d+ unread/ })).toBeVisible();
  expect(await shown(other)).toEqual([]);

  await page.evaluate(() => (Reflect.get(window, 'last') as EventTarget).dispatchEvent(new Event('click')));
  await expect(page.getByRole('tab', { name: 'Alarms', selected: true })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Notices' }).getByRole('listitem').first()).toContainText(name);
});
