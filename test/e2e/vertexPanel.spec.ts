import type { Page } from '@playwright/test';
import { SECOND } from '#shared/units/units.ts';
import { openApplication, pass, refuseComplaints, vertex } from './applicationPage.ts';
import { violations } from './axe.ts';
import { expect, test } from './world.ts';

refuseComplaints();

const CLICKS = 'clickstream-sessions';
const HOT = 'Session per visitor -> Summary';
const TELEMETRY = 'fleet-telemetry-py';
const SOURCE = 'Source: telemetry[1] -> WatermarkAssigner[2]';

const panel = (page: Page, name: string) => page.getByRole('region', { name: `Details of ${name}` });

/** From the fleet to the panel of a vertex, as a user goes. */
async function openPanel(openFleet: () => Promise<Page>, application: string, name: string) {
  const page = await openApplication(openFleet, application);
  await page.getByRole('tab', { name: 'Graph', exact: true }).click();
  await vertex(page, name).click();
  const details = panel(page, name);
  await expect(details).toBeVisible();
  return { page, details };
}

interface RestSubtask {
  readonly subtask: number;
  readonly endpoint: string;
}

/** What the simulated cluster itself says of a vertex, past the app. */
async function asked(base: string, name: string) {
  const get = async (path: string): Promise<unknown> => (await fetch(`${base}${path}`)).json();
  const { jobs } = (await get('jobs/overview')) as { jobs: { jid: string; state: string }[] };
  const job = `jobs/${jobs.find(({ state }) => state === 'RUNNING')?.jid ?? ''}`;
  const { vertices } = (await get(job)) as { vertices: { id: string; name: string; maxParallelism: number }[] };
  const found = vertices.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no vertex ${name}`);
  const path = `${job}/vertices/${found.id}`;
  return { get: (part: string) => get(`${path}${part}`), maxParallelism: found.maxParallelism };
}

async function flinkOf(control: string, application: string): Promise<string> {
  const { flink } = (await (await fetch(`${control}/state`)).json()) as { flink: Record<string, string> };
  return Object.entries(flink).find(([name]) => name.endsWith(application))?.[1] ?? '';
}

test('a hot key: the subtask is marked, its host and key groups are the cluster’s, and the sentence names them', async ({
  openFleet,
  world,
}) => {
  const { page, details } = await openPanel(openFleet, CLICKS, HOT);
  const cluster = await asked(await flinkOf(world.control, CLICKS), HOT);
  const { subtasks: pressure } = (await cluster.get('/backpressure')) as { subtasks: { subtask: number; busyRatio: number }[] };
  const [hottest] = [...pressure].sort((a, b) => b.busyRatio - a.busyRatio);
  const hot = hottest?.subtask ?? -1;
  const { subtasks } = (await cluster.get('')) as { subtasks: RestSubtask[] };

  const first = details.getByRole('table', { name: 'Subtasks' }).locator('tbody tr').first();
  await expect(first.getByRole('link', { name: `Flame graph of subtask ${hot}` })).toBeVisible();
  await expect(first.getByLabel('stands out').first()).toBeVisible();
  await expect(first).toContainText(subtasks.find(({ subtask }) => subtask === hot)?.endpoint ?? 'nowhere');

  // The rate is known after the second reading of Flink's metrics.
  await pass(world, 20 * SECOND);
  await details.getByRole('tab', { name: 'Skew (1)' }).click();
  const verdict = details.getByText(/^The input is distributed by key, and/);
  const width = cluster.maxParallelism / pressure.length;
  await expect(verdict).toContainText(new RegExp(`subtask ${hot} of ${pressure.length} gets \\d+ % of all records`));
  await expect(verdict).toContainText(`key groups ${hot * width} to ${(hot + 1) * width - 1}`);
  await expect(details.getByRole('img', { name: /^Busy time: Subtask \d is busy 100 %/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await details.getByRole('tab', { name: 'Over time' }).click();
  await expect(
    details.getByRole('application', { name: /^How Session per visitor -> Summary spent its time: .*busy 100 %/ }),
  ).toBeVisible();
  await details.getByRole('tab', { name: 'Operators' }).click();
  await expect(details.getByRole('listitem')).toHaveText(['Session per visitor', 'Summary']);

  await details.getByRole('link', { name: 'Flame graph', exact: true }).click();
  await expect(page).toHaveURL(/\?vertex=[0-9a-f]{32}#.*\/profiling$/);
});

test('an idle shard: the subtask that holds event time back is the one whose watermark is lowest', async ({
  openFleet,
  world,
}) => {
  const change = {
    change: 'on',
    id: 'idle',
    kind: 'idle-shard-stalls-watermark',
    application: TELEMETRY,
    where: 'telemetry',
    severity: 'clear',
  };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${world.control}/fault`, { method: 'POST', body: JSON.stringify(change), headers });
  expect(answer.status).toBe(200);
  await pass(world, 600 * SECOND);
  const { details } = await openPanel(openFleet, TELEMETRY, SOURCE);
  const cluster = await asked(await flinkOf(world.control, TELEMETRY), SOURCE);
  const names = [0, 1, 2, 3].map((i) => `${i}.WatermarkAssigner[2].currentOutputWatermark`);
  const marks = (await cluster.get(`/metrics?get=${encodeURIComponent(names.join(','))}`)) as { id: string; value: string }[];
  const [lowest] = [...marks].sort((a, b) => Number(a.value) - Number(b.value));
  const idle = lowest?.id.split('.')[0] ?? '';

  // Nobody is held back, so the graph says where to look.
  await expect(
    details.page().getByText(/^Event time is late: PythonCalc.* is the first whose watermark is far behind/),
  ).toBeVisible();
  await details.getByRole('tab', { name: 'Watermarks (1)' }).click();
  await expect(details.getByRole('status')).toContainText(`Subtask ${idle} holds event time back: up to`);
  const first = details.getByRole('table', { name: 'Watermarks' }).locator('tbody tr').first();
  await expect(first).toContainText('holds it back');
  await expect(first.getByRole('rowheader')).toHaveText(idle);
});
