import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Input } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { SubtaskDetail, VertexDetail } from '#shared/model/insight/vertex.ts';
import type { Job } from '#shared/model/job.ts';
import { bytes, millis, ratio, recordsPerSecond } from '#shared/units/units.ts';
import { jobOf } from '../unit/analysis/jobOf.ts';
import { vertex } from './applicationPage.ts';
import { violations } from './axe.ts';
import { NOW, application, scriptOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

const { ref } = application('orders');
const COUNT = 256;
/** Every task manager has eight subtasks; this one is slow. */
const SLOW_HOST = '10.0.0.7:6122';
/** As long as generated SQL makes them. */
const NAME = `Join(joinType=[LeftOuterJoin], where=[${'(orderKey = orderKey0) AND '.repeat(10)}TRUE]) -> Calc`;

const hostOf = (index: number): string => `10.0.0.${index % 32}:6122`;
const isSlow = (index: number): boolean => hostOf(index) === SLOW_HOST;

const subtask = (index: number): SubtaskDetail => {
  const busy = isSlow(index) ? 0.97 : 0.3 + (index % 5) / 100;
  return {
    index,
    shares: { busy: ratio(busy), backpressured: ratio(0), idle: ratio(1 - busy) },
    level: 'ok',
    status: 'RUNNING',
    attempt: 2,
    taskManager: `tm-${index % 32}`,
    host: hostOf(index),
    started: millis(NOW - 3_600_000),
    duration: millis(3_600_000),
    readRecords: 1_000_000 + index,
    writtenRecords: 0,
    readBytes: bytes(1e9),
    writtenBytes: bytes(0),
    readRate: recordsPerSecond(250 + (index % 3)),
    writtenRate: recordsPerSecond(0),
    watermark: millis(NOW - 4_000),
    stateSize: bytes(64e6 + index * 1_000),
    splits: [],
  };
};

const detail: VertexDetail = {
  id: 'join',
  subtasks: Array.from({ length: COUNT }, (_, index) => subtask(index)),
  accumulators: [{ name: 'late-rows', type: 'LongCounter', value: '42' }],
  checkpoint: 812,
  missing: [],
};

function jobWith(change: Partial<Job> = {}): Job {
  const plain = jobOf('orders[held=0.6] -> join[busy=0.97]');
  return {
    ...plain,
    vertices: plain.vertices.map((each) =>
      each.id === 'join'
        ? {
            ...each,
            name: NAME,
            operators: NAME.split(' -> '),
            parallelism: COUNT,
            maxParallelism: 1024,
            subtasks: detail.subtasks,
          }
        : each,
    ),
    ...change,
  };
}

type Says = ReturnType<typeof scriptOf>['says'];
const live = (value: unknown) => ({ state: 'live', value, at: NOW }) as ReturnType<Says>;

/** Opens the graph of the scripted job; `vertexSays`: what is known of its vertex. */
async function open(page: Page, vertexSays: () => ReturnType<Says> = () => live(detail)) {
  const past = ({ topic, at }: Input<'past'>) => ({
    kind: topic.kind,
    key: topicKey(topic),
    snapshot:
      topic.kind === 'job'
        ? { state: 'live', value: jobWith(), at }
        : topic.kind === 'vertex'
          ? { state: 'live', value: then, at }
          : { state: 'failed', error: { kind: 'not-found', source: 'History', message: 'Not kept.', remedy: 'Choose another.' } },
  });
  const script = scriptOf({}, { past, 'metrics.read': () => ({ ok: true, value: [] }) });
  const says: Says = (topic: Topic) => {
    if (topic.kind === 'job') return live(jobWith());
    if (topic.kind === 'sight') return live([]);
    if (topic.kind === 'vertex') return vertexSays();
    if (topic.kind === 'failures') return live({ failures, truncated: false });
    return script.says(topic);
  };
  const address = `#/applications/${encodeURIComponent(ref.connection)}/${encodeURIComponent(ref.id)}/graph`;
  return openScripted(page, { ...script, says }, address);
}

/** What history has of a moment: the job's own record. */
const then: VertexDetail = {
  ...detail,
  subtasks: detail.subtasks.map((each) => ({
    ...each,
    attempt: null,
    taskManager: null,
    host: null,
    readRate: null,
    readRecords: null,
    stateSize: null,
    watermark: null,
  })),
  accumulators: [],
  checkpoint: null,
  missing: ['task managers', 'watermarks of each subtask'],
};

const failure = (task: string, message: string) => ({
  job: 'a'.repeat(32),
  at: millis(NOW - 60_000),
  exception: 'java.lang.RuntimeException',
  stacktrace: `java.lang.RuntimeException: ${message}\n\tat com.example.Join.processElement(Join.java:12)`,
  task,
  taskManager: 'tm-7',
  endpoint: SLOW_HOST,
  concurrent: [],
});
const failures = [
  failure(`${NAME} (8/256) - execution #1`, 'no customer 17'),
  failure('orders (1/2) - execution #1', 'not of this vertex'),
];

const panel = (page: Page): Locator => page.getByRole('region', { name: /^Details of Join/ });
const rows = (page: Page): Locator => panel(page).getByRole('table', { name: 'Subtasks' }).locator('tbody tr');

test('256 subtasks: the slow ones first and marked, a page at a time, filtered by their host', async ({ page }) => {
  await open(page);
  await vertex(page, NAME).click();
  await expect(rows(page)).toHaveCount(50);
  for (const row of (await rows(page).all()).slice(0, 8)) await expect(row).toContainText(SLOW_HOST);
  await expect(panel(page).getByLabel('stands out')).toHaveCount(8);
  await panel(page)
    .getByRole('textbox', { name: 'Filter the subtasks' })
    .or(panel(page).getByRole('searchbox'))
    .first()
    .fill(SLOW_HOST);
  await expect(panel(page)).toContainText('8 subtasks');
  await expect(rows(page)).toHaveCount(8);
  // Escape takes the words away, and only then the panel.
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeVisible();
});

test('says in one sentence which task manager the slow ones share, and how surely', async ({ page }) => {
  await open(page);
  await vertex(page, NAME).click();
  await panel(page).getByRole('tab', { name: 'Skew (8)' }).click();
  await expect(panel(page)).toContainText('All 8 busy subtasks run on task manager tm-7; none of the 248 others does.');
  await expect(panel(page)).toContainText('By chance alone: less than 1 in 1,000');
  const best = panel(page).getByRole('table', { name: 'What the slow ones share' }).locator('tbody tr').first();
  await expect(best).toContainText(
    /task manager tm-7\s*8 of 8\s*0 of 248\s*Explains them: chance alone would do so less than 1 time in 1,000/,
  );
});

test('the keyboard alone opens it, goes through its tabs, widens it, and comes back to the graph', async ({ page }) => {
  await open(page);
  await vertex(page, NAME).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 3 })).toBeFocused();
  await panel(page).getByRole('tab', { name: 'Subtasks' }).focus();
  for (const name of ['Skew (8)', 'Watermarks', 'Over time', 'Exceptions', 'Accumulators', 'Operators']) {
    await page.keyboard.press('ArrowRight');
    await expect(panel(page).getByRole('tab', { name })).toBeFocused();
    await expect(panel(page).getByRole('tabpanel', { name })).toBeVisible();
  }
  await expect(panel(page).getByRole('listitem')).toHaveText(NAME.split(' -> '));
  await page.keyboard.press('Home');
  await expect(panel(page).getByRole('tabpanel', { name: 'Subtasks' })).toBeVisible();

  const edge = panel(page).getByRole('separator', { name: 'Width of the details' });
  const before = (await panel(page).boundingBox())?.width ?? 0;
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(async () => expect((await panel(page).boundingBox())?.width).toBe(before + 40)).toPass();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  await expect(vertex(page, NAME)).toBeFocused();
});

const all = ['Subtasks', 'Skew (8)', 'Watermarks', 'Over time', 'Exceptions', 'Accumulators', 'Operators'];
/** What is drawn with colours of its own. */
const coloured = ['Subtasks', 'Skew (8)', 'Over time'];
for (const [colorScheme, names] of [
  ['light', all],
  ['dark', coloured],
] as const)
  test(`every tab has nothing that axe finds wrong, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    await vertex(page, NAME).click();
    for (const name of names) {
      await panel(page).getByRole('tab', { name }).click();
      await expect(panel(page).getByRole('tabpanel', { name })).toBeVisible();
      expect(await violations(page), name).toEqual([]);
    }
  });

test('shows the exceptions of this vertex alone, and its accumulators', async ({ page }) => {
  await open(page);
  await vertex(page, NAME).click();
  await panel(page).getByRole('tab', { name: 'Exceptions' }).click();
  await expect(panel(page)).toContainText('1 exception');
  await panel(page).getByText('java.lang.RuntimeException: no customer 17', { exact: true }).click();
  await expect(panel(page)).toContainText('subtask 7 · attempt 1 · tm-7');
  await expect(panel(page)).toContainText('com.example.Join.processElement');
  await expect(panel(page)).not.toContainText('not of this vertex');
  await panel(page).getByRole('tab', { name: 'Accumulators' }).click();
  await expect(panel(page).getByRole('row', { name: 'late-rows LongCounter 42' })).toBeVisible();
});

test('what could not be read is said, a vertex that cannot be read shows what the graph knows, and the past what is kept', async ({
  page,
}) => {
  const error = { kind: 'timeout', source: 'Flink REST', message: 'It did not answer in time.', remedy: 'Wait.' } as const;
  let says: ReturnType<Says> = { state: 'failed', error };
  const host = await open(page, () => says);
  await vertex(page, NAME).click();
  await expect(panel(page)).toContainText('It did not answer in time.');
  await expect(rows(page)).toHaveCount(50);
  says = live({ ...detail, missing: ['watermarks'] });
  await host.changed();
  await expect(panel(page)).toContainText('Could not be read this time: watermarks.');
  await panel(page).getByRole('tab', { name: 'Over time' }).click();
  await expect(panel(page)).toContainText('Nothing is kept of this vertex in this range.');

  await panel(page).getByRole('tab', { name: 'Subtasks' }).click();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('<');
  await expect(panel(page)).toContainText('Not kept of that moment: task managers, watermarks of each subtask.');
  await expect(rows(page).first()).toContainText('97 %');
  await panel(page).getByRole('tab', { name: 'Skew (8)' }).click();
  await expect(panel(page)).toContainText('Where the subtasks run is not known');
});
