import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { Input } from '#shared/contract/contract.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { NOW } from './scriptedFleet.ts';
import type { ThresholdsPage } from './thresholdsScript.ts';
import {
  HOURS,
  LEARNED,
  backtestAnswer,
  detailOf,
  lagDetail,
  lagOf,
  learnedAnswer,
  openThresholds,
  ref,
} from './thresholdsScript.ts';

refuseComplaints();

const panel = (page: Page): Locator => page.getByRole('region', { name: /^Threshold of/ });
const button = (page: Page, name: string): Locator => panel(page).getByRole('button', { name, exact: true });
const field = (page: Page, name: string): Locator => panel(page).getByRole('textbox', { name, exact: true });
const chart = (page: Page): Locator => panel(page).getByRole('application');
const table = (page: Page, name: string | RegExp): Locator => panel(page).getByRole('table', { name });
const candidates = (page: Page): Locator => table(page, 'Thresholds that are compared').locator('tbody tr');
const item = (page: Page): Locator => page.getByRole('listitem').filter({ has: panel(page) });

const questions = <K extends 'alarms.learn' | 'alarms.backtest' | 'alarms.choose'>(
  { scripted }: ThresholdsPage,
  call: K,
): readonly Input<K>[] => scripted.calls.filter(({ name }) => name === call).map(({ input }) => input as Input<K>);

const UNREACHABLE: SourceError = {
  kind: 'unreachable',
  source: 'CloudWatch',
  message: 'CloudWatch in eu-west-1 does not answer.',
  remedy: 'Look at the network of this machine.',
};

/** An answer that waits until it is let go. */
function held<A>(answer: A) {
  let go = (): void => undefined;
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { go: () => go(), answer: () => gone.then(() => answer) };
}

test('what is learned from a chosen period is shown beside what holds, saved, and taken back', async ({ page }) => {
  const before = { ...LEARNED, value: 60_000 };
  const opened = await openThresholds(page, { detail: lagDetail(before) });
  await expect(chart(page)).toHaveAccessibleName(/^Kinesis source is lagging: newest .*; Now: > 1 min$/);
  await field(page, 'Percentile').fill('99');
  await button(page, 'Learn').click();

  await expect(panel(page)).toContainText('1.5 times the 99.9 % level of 9,840 normal figures');
  await expect(panel(page)).toContainText('98 % of that time has figures');
  await expect(panel(page)).toContainText(
    '> 1 min 30 s (90000 ms) learned: 1.5 × the 99.9 % level of 9.8k figures from 7 Oct to 14 Oct, 240 left out',
  );
  await expect(chart(page)).toHaveAccessibleName(/Now: > 1 min; Draft: > 1 min 30 s; 2 stretches left out$/);
  expect(questions(opened, 'alarms.learn')).toEqual([
    { ref, alarm: 'source-lag-kinesis', from: NOW - 7 * DAY, to: NOW, percentile: 99, margin: null, byHour: null },
  ]);

  await button(page, 'Save threshold').click();
  await expect(panel(page)).toContainText('Saved: > 1 min 30 s (90000 ms).');
  await opened.scripted.changed();
  await expect(item(page)).toContainText('> 1 min 30 slearned');
  await expect(button(page, 'Back to what is learned')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(panel(page)).not.toContainText('Saved:');
  await opened.scripted.changed();
  await expect(item(page)).toContainText('> 1 minlearned');
  // What held by itself before goes on being learned: it is not chosen.
  await expect(button(page, 'Back to what is learned')).toHaveCount(0);
  expect(questions(opened, 'alarms.choose').map(({ threshold }) => threshold)).toEqual([LEARNED, null]);
});

test('a learned threshold that somebody saved is given back, and one of a few hours is said to be provisional', async ({
  page,
}) => {
  const few = { ...LEARNED, learned: { ...LEARNED.learned, from: millis(NOW - 6 * HOUR) } };
  const opened = await openThresholds(page, { detail: { ...lagDetail(few), chosen: true } });
  await expect(item(page)).toContainText('> 1 min 30 slearned, provisional');
  await expect(panel(page)).toContainText('240 left out; provisional, of less than a day');
  await button(page, 'Back to what is learned').click();
  await opened.scripted.changed();
  await expect(button(page, 'Back to what is learned')).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(panel(page)).not.toContainText('Back to what is learned.');
  await opened.scripted.changed();
  await expect(button(page, 'Back to what is learned')).toBeVisible();
  expect(questions(opened, 'alarms.choose').map(({ threshold }) => threshold)).toEqual([null, few]);
});

test('of the last hours what is not kept is read from the service, once, and what fails is told and tried again', async ({
  page,
}) => {
  const kept = millis(NOW - HOUR);
  const detail = lagDetail();
  const points = detail.points.map(([at, value]): (typeof detail.points)[number] => [at, at < kept ? null : value]);
  const first = held(failed(UNREACHABLE));
  const second = held(learnedAnswer({ points: lagOf(NOW - 3 * HOUR, kept, MINUTE) }));
  const answers = [first, second];
  const opened = await openThresholds(page, { detail: { ...detail, points }, learn: () => answers.shift()?.answer() });
  const asked = {
    ref,
    alarm: 'source-lag-kinesis',
    from: NOW - 3 * HOUR,
    to: kept,
    percentile: null,
    margin: null,
    byHour: null,
  };
  await expect(panel(page)).toContainText('Reading what is not kept');
  first.go();
  await expect(panel(page)).toContainText('CloudWatch in eu-west-1 does not answer.');
  await panel(page).getByText('Table', { exact: true }).click();
  // The newest is first: the oldest is on the last page.
  await button(page, 'Page 18').click();
  const figures = panel(page).getByRole('region', { name: /^Figures of/ });
  await expect(figures).toContainText('no data');
  await button(page, 'Read again').click();
  await expect(panel(page)).toContainText('Reading what is not kept');
  second.go();
  await expect(panel(page)).not.toContainText('Reading what is not kept');
  await expect(panel(page)).not.toContainText('does not answer');
  await expect(figures).not.toContainText('no data');
  // As time goes on it is not asked again.
  await opened.scripted.changed();
  expect(questions(opened, 'alarms.learn')).toEqual([asked, asked]);
});

test('a chosen figure is checked where it is typed, moved with keys and with the mouse, and given back', async ({ page }) => {
  const opened = await openThresholds(page, { detail: lagDetail({ basis: 'chosen', value: 60_000, hours: null }) });
  const threshold = field(page, 'Threshold');
  await expect(threshold).toHaveValue('1 min');
  for (const [typed, why] of [
    ['', 'A figure is needed.'],
    ['90 parsecs', '“parsecs” is no unit here.'],
    ['-5 s', 'No figure of this metric is below zero.'],
  ] as const) {
    await threshold.fill(typed);
    await expect(panel(page)).toContainText(why);
    await expect(button(page, 'Save threshold')).toBeDisabled();
  }
  await threshold.fill('1m30s');
  await expect(panel(page)).toContainText('= 90000 ms');
  await threshold.press('ArrowUp');
  await expect(threshold).toHaveValue('91 s');
  await threshold.press('PageDown');
  await expect(threshold).toHaveValue('81 s');

  const grip = panel(page).getByRole('slider', { name: 'Draft threshold' });
  await grip.press('ArrowDown');
  await expect(threshold).toHaveValue('80 s');
  await expect(grip).toHaveAttribute('aria-valuetext', '1 min 20 s (80000 ms)');
  // The axis ends at a minute and a half or more; half of the chart down it is lower, whatever the scale.
  const box = await grip.boundingBox();
  if (box === null) throw new Error('The grip is not on screen.');
  await page.mouse.move(box.x + 10, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 10, box.y + box.height / 2 + 60, { steps: 4 });
  const dragged = (await grip.getAttribute('aria-valuenow')) ?? '';
  expect(Number(dragged)).toBeLessThan(60_000);
  // What holds is not moved by a drag that goes on.
  await expect(threshold).toHaveValue('80 s');
  await page.mouse.up();
  await expect(panel(page)).toContainText(`= ${dragged} ms`);

  await button(page, 'Save threshold').click();
  await expect(panel(page)).toContainText('Saved:');
  await opened.scripted.changed();
  await expect(item(page)).toContainText(/chosen/);
  await button(page, 'Back to what is learned').click();
  await expect(panel(page)).toContainText('Back to what is learned.');
  expect(questions(opened, 'alarms.choose').map(({ threshold: chosen }) => chosen)).toEqual([
    { basis: 'chosen', value: Number(dragged), hours: null },
    null,
  ]);
});

test('percent stays within what can be, and the guide’s figure is one click away', async ({ page }) => {
  const opened = await openThresholds(page, { detail: detailOf('cpu-high') });
  await panel(page).getByText('Chosen', { exact: true }).click();
  await expect(field(page, 'Threshold')).toHaveValue('80 %');
  await field(page, 'Threshold').fill('140');
  await expect(panel(page)).toContainText('More than 100 % cannot be: the alarm would never fire.');
  await field(page, 'Threshold').fill('70');
  await button(page, 'Save threshold').click();
  await opened.scripted.changed();
  await expect(item(page)).toContainText('> 70 %chosen');
  await button(page, 'Back to the guide’s').click();
  await opened.scripted.changed();
  await expect(item(page)).toContainText('> 80 %the guide’s own');
  await expect(panel(page)).toContainText('There are no figures of this stretch of time.');
});

test('by hour: what CloudWatch is given is said, one hour is changed, and the rest moves in proportion', async ({ page }) => {
  const opened = await openThresholds(page, { detail: lagDetail({ ...LEARNED, hours: HOURS }) });
  await expect(panel(page)).toContainText(
    'it is given the loosest of the 24 hours, > 1 min 30 s (90000 ms). Streamgauge itself compares each hour (UTC) with its own.',
  );
  await panel(page).getByText('Chosen', { exact: true }).click();
  await field(page, 'Loosest hour').fill('180 s');
  await expect(field(page, '03:00')).toHaveValue('2 min');
  await field(page, '03:00').fill('4 min');
  await expect(field(page, 'Loosest hour')).toHaveValue('4 min');
  await button(page, 'Save threshold').click();
  await expect(panel(page)).toContainText('Saved:');
  const [choice] = questions(opened, 'alarms.choose');
  expect(choice?.threshold).toEqual({
    basis: 'chosen',
    value: 240_000,
    hours: HOURS.map((each, hour) => (hour === 3 ? 240_000 : each * 2)),
  });
});

test('two thresholds are tried on the past: firings, leads, false alarms; a moment leads the whole page there', async ({
  page,
}) => {
  const opened = await openThresholds(page);
  await panel(page).getByText('Chosen', { exact: true }).click();
  await field(page, 'Threshold').fill('55 s');
  await field(page, 'Draft: datapoints to alarm').fill('2');
  await button(page, 'Run back-test').click();

  await expect(candidates(page).nth(0)).toContainText(/Now > 1 min 30 s/);
  await expect(candidates(page).nth(0).getByRole('cell')).toContainText(['of', '1', '0.6 %', '0', '0']);
  await expect(candidates(page).nth(1).getByRole('cell')).toContainText(['of', '4', '4.1 %', '2', '3']);
  await expect(panel(page)).toContainText('Draft: fires 4 times, for 1 of 2 known incidents; 3 times without a known incident.');
  const [question] = questions(opened, 'alarms.backtest');
  const { evaluationPeriods, datapointsToAlarm } = alarmEntry('source-lag-kinesis');
  expect(question?.candidates).toEqual([
    { threshold: LEARNED, evaluationPeriods, datapointsToAlarm },
    { threshold: { basis: 'chosen', value: 55_000, hours: null }, evaluationPeriods, datapointsToAlarm: 2 },
  ]);

  const incidents = table(page, /^Known incidents/).locator('tbody tr');
  await expect(incidents.nth(0)).toContainText(/Job failed and restarted \(1 h\)\s*5 min after\s*12 min before/);
  await expect(incidents.nth(1)).toContainText(/Consumer lagged behind its stream \(20 min\)\s*not at all\s*not at all/);
  const firings = table(page, 'When the thresholds would have fired').locator('tbody tr');
  await expect(firings).toHaveCount(5);

  // Another draft has not been tried.
  await field(page, 'Threshold').fill('50 s');
  await expect(candidates(page).nth(1).getByRole('cell')).toContainText(['of', '–', '–', '–', '–']);
  await field(page, 'Threshold').fill('55 s');
  await firings.nth(0).getByText('13 Oct 2025, 13:22').click();
  await expect(page.getByText('Past: Mon 13 Oct 2025 13:22:00 UTC')).toBeVisible();
  // What was tried stays, so that the next firing can be followed.
  await expect(firings).toHaveCount(5);
});

test('up to four are compared, and dropped again', async ({ page }) => {
  const opened = await openThresholds(page);
  await panel(page).getByText('Chosen', { exact: true }).click();
  for (const figure of ['50 s', '40 s']) {
    await field(page, 'Threshold').fill(figure);
    await button(page, 'Keep the draft to compare').click();
  }
  await expect(button(page, 'Keep the draft to compare')).toBeHidden();
  await field(page, 'Threshold').fill('30 s');
  await button(page, 'Run back-test').click();
  await expect(candidates(page)).toHaveCount(4);
  await expect(panel(page)).toContainText('Kept 2: fires 4 times');
  expect(questions(opened, 'alarms.backtest')[0]?.candidates.map(({ threshold }) => threshold.value)).toEqual([
    90_000, 30_000, 50_000, 40_000,
  ]);
  await button(page, 'Compare Kept 1 no longer').click();
  await expect(candidates(page)).toHaveCount(3);
});

test('an answer that nobody waits for any more is dropped', async ({ page }) => {
  const slow = held(learnedAnswer({ why: 'From the first question.' }));
  const tried = held(null);
  let asked = 0;
  await openThresholds(page, {
    learn: () => (asked++ === 0 ? slow.answer() : learnedAnswer({ why: 'From the second question.' })),
    backtest: (question) => tried.answer().then(() => backtestAnswer(question)),
  });
  await button(page, 'Learn').click();
  await panel(page).getByRole('button', { name: 'Stop' }).click();
  await button(page, 'Learn').click();
  await expect(panel(page)).toContainText('From the second question.');
  slow.go();

  await button(page, 'Run back-test').click();
  await expect(panel(page)).toContainText('Reading 7 Oct 2025, 14:17 to 14 Oct 2025, 14:17');
  await panel(page).getByRole('button', { name: 'Stop' }).click();
  tried.go();
  // Answers come in their order: after this one the dropped ones have come.
  await button(page, 'Learn').click();
  await expect(button(page, 'Learn')).toBeEnabled();
  await expect(panel(page)).toContainText('From the second question.');
  await expect(candidates(page).nth(0).getByRole('cell')).toContainText(['of', '–', '–', '–', '–']);
});

test('tells what could not be read, what is partly known, and what is not enough', async ({ page }) => {
  const { script } = await openThresholds(page, {
    detail: { ...lagDetail(null), points: [] },
    learn: () => failed(UNREACHABLE),
    backtest: () => failed(UNREACHABLE),
    choose: () => failed({ ...UNREACHABLE, source: 'Settings', message: 'The settings cannot be written.' }),
  });
  await expect(panel(page)).toContainText('Learning: 14 of 24 hours of normal figures are kept so far.');
  await expect(panel(page)).toContainText('There is no threshold to try yet: learn one, or choose one.');
  await expect(button(page, 'Run back-test')).toBeDisabled();
  await button(page, 'Learn').click();
  await expect(panel(page)).toContainText('CloudWatch in eu-west-1 does not answer. Look at the network of this machine.');

  script.learn = () =>
    learnedAnswer({ threshold: null, why: 'Only 3 h of normal figures are known.', complete: 0.018, unread: UNREACHABLE });
  await button(page, 'Learn').click();
  await expect(panel(page)).toContainText('Not enough to learn from');
  await expect(panel(page)).toContainText('Only 3 h of normal figures are known.');
  await expect(panel(page)).toContainText('Learned from what is kept alone');
  await expect(button(page, 'Save threshold')).toBeDisabled();

  await panel(page).getByText('Chosen', { exact: true }).click();
  await field(page, 'Threshold').fill('2 min');
  await button(page, 'Run back-test').click();
  await expect(panel(page)).toContainText('The back-test could not be run');
  script.backtest = (question) => backtestAnswer(question, { incidents: [], complete: 0, points: [], unread: UNREACHABLE });
  await button(page, 'Run back-test').click();
  await expect(panel(page)).toContainText('There are no figures of that time.');
  await expect(panel(page)).toContainText('Tried on what is kept alone');
  await expect(panel(page)).toContainText('No incident is known of this time');
  await button(page, 'Save threshold').click();
  await expect(panel(page)).toContainText('The threshold was not saved');
  await expect(panel(page)).toContainText('The settings cannot be written.');
});

test('a year of firings and incidents stays short, and the chart is a table too', async ({ page }) => {
  await openThresholds(page, {
    backtest: ({ candidates: asked }) =>
      ok({
        incidents: Array.from({ length: 60 }, (_, i) => ({
          from: millis(NOW - 7 * DAY + i * 2 * HOUR),
          to: millis(NOW - 7 * DAY + i * 2 * HOUR + MINUTE),
          text: `Restart ${i + 1} of a job whose name is as long as generated SQL makes it: ${'orders JOIN customers '.repeat(8)}`,
        })),
        results: asked.map(() => ({
          firings: Array.from({ length: 400 }, (_, i) => ({
            from: millis(NOW - 7 * DAY + i * 20 * MINUTE),
            to: i === 399 ? null : millis(NOW - 7 * DAY + i * 20 * MINUTE + 10 * MINUTE),
            incident: i % 7 === 0 ? i % 60 : null,
          })),
          share: 0.5,
          flaps: 399,
          leads: Array.from({ length: 60 }, () => null),
        })),
        points: lagOf(NOW - 7 * DAY, NOW, 10 * MINUTE),
        complete: 1,
      }),
  });
  await button(page, 'Run back-test').click();
  await expect(table(page, /^Known incidents/).locator('tbody tr')).toHaveCount(8);
  const firings = table(page, 'When the thresholds would have fired').locator('tbody tr');
  await expect(firings).toHaveCount(8);
  await expect(firings.first()).toContainText('it lasts');
  await panel(page).getByRole('button', { name: 'Page 50' }).click();
  await expect(firings.last()).toContainText('7 Oct 2025, 14:17');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  await panel(page).getByText('Table', { exact: true }).click();
  const points = panel(page).getByRole('region', { name: 'Figures of Kinesis source is lagging' });
  await expect(points.locator('tbody tr')).toHaveCount(10);
  await expect(points.locator('tbody tr').first()).toContainText(/14 Oct 2025, 14:\d\d\s*\d+ s\s*1 min 30 s/);
});

test('the keyboard alone learns, chooses, tries and saves', async ({ page }) => {
  const opened = await openThresholds(page);
  const tabTo = async (target: Locator): Promise<void> => {
    await expect(async () => {
      await page.keyboard.press('Tab');
      await expect(target).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
  };
  await chart(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(panel(page)).toContainText('14 Oct 2025, 14:1');
  await tabTo(panel(page).getByRole('slider', { name: 'Draft threshold' }));
  await page.keyboard.press('ArrowUp');
  await expect(field(page, 'Threshold')).toHaveValue('91 s');
  await tabTo(field(page, 'Threshold'));
  await page.keyboard.press('ArrowUp');
  await tabTo(button(page, 'Save threshold'));
  await tabTo(button(page, 'Run back-test'));
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Draft: fires once');
  await button(page, 'Save threshold').focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Saved: > 1 min 32 s (92000 ms).');
  expect(questions(opened, 'alarms.choose')).toHaveLength(1);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing that axe finds wrong, in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openThresholds(page, { learn: () => learnedAnswer({ threshold: { ...LEARNED, hours: HOURS } }) });
    await button(page, 'Learn').click();
    await expect(panel(page)).toContainText('98 % of that time has figures');
    expect(await violations(page), 'learned').toEqual([]);
    await panel(page).getByText('Chosen', { exact: true }).click();
    await field(page, 'Loosest hour').fill('50 parsecs');
    expect(await violations(page), 'wrong').toEqual([]);
    await field(page, 'Loosest hour').fill('50 s');
    await button(page, 'Run back-test').click();
    await expect(table(page, /^Known incidents/)).toBeVisible();
    expect(await violations(page), 'tried').toEqual([]);
    await panel(page).getByText('Table', { exact: true }).click();
    expect(await violations(page), 'table').toEqual([]);
  });
