import type { Locator, Page } from '@playwright/test';
import type { ClockChange } from '#shared/simulation/control.ts';
import type { World } from './world.ts';
import { expect, test } from './world.ts';

/** The application whose sink is slow, that sink, and every vertex that feeds it. */
const SICK = 'orders-enrichment';
export const SLOW_SINK = 'warehouse: Writer -> warehouse: Committer';
export const UPSTREAM = [
  'Source: orders -> Parse order',
  'Source: customers -> Parse customer',
  'Join customers',
  'Look up prices -> Total',
];

/** From the fleet to an application's page, as a user goes. */
export async function openApplication(openFleet: () => Promise<Page>, name = SICK): Promise<Page> {
  const page = await openFleet();
  await page.getByRole('link', { name, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return page;
}

/** Fails each test of a file in which the page throws, or complains on its console. */
export function refuseComplaints(): void {
  const complaints: string[] = [];
  test.beforeEach(({ page }) => {
    complaints.length = 0;
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  test.afterEach(() => expect(complaints).toEqual([]));
}

/** Lets so much simulated time pass at once. */
export async function pass({ control }: World, duration: number): Promise<void> {
  const answer = await fetch(`${control}/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance: duration } satisfies ClockChange),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(200);
}

/** The job's graph, and what moves as a whole in it. */
export const graph = (page: Page): Locator => page.getByRole('group', { name: 'Job graph' });
export const graphLayer = (page: Page): Locator => graph(page).locator('.graph-stage__layer');

/** The vertices of the graph on screen. */
export const vertices = (page: Page): Locator => graph(page).getByRole('button', { name: /parallelism/ });
export const vertex = (page: Page, name: string): Locator => graph(page).getByRole('button', { name: `${name}, ` });
