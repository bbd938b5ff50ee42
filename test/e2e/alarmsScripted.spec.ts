import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { alarmPath } from '#renderer/ui/paths.ts';
import type { Input, Output } from '#shared/contract/contract.ts';
import { topicKey } from '#shared/contract/topics.ts';
import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import { alarmFaults } from '#shared/model/alarms/status.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import {
  DENIED,
  PLAN,
  TOPIC,
  UNDO_WRITES,
  ago,
  audited,
  live,
  manyRows,
  missing,
  mixed,
  none,
  openAlarms,
  refOf,
  row,
} from './alarmsScript.ts';
import { violations } from './axe.ts';
import { AWS, NOW, viewOf } from './scriptedFleet.ts';

const matrix = (page: Page): Locator => page.getByRole('grid', { name: 'Recommended alarms of every application' });
const rowOf = (page: Page, name: string): Locator =>
  matrix(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
const tabOf = (name: string, alarm: Parameters<typeof alarmPath>[1] = null) => `#${alarmPath(refOf(name), alarm)}`;
const item = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title, exact: true }) });
const figure = (page: Page, label: string): Locator =>
  page
    .locator('.alarm-summary > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd');
const calls = (scripted: { readonly calls: readonly { readonly name: string; readonly input: unknown }[] }, name: string) =>
  scripted.calls.filter((call) => call.name === name).map(({ input }) => input);

test('a cell says what it shows by its name, and all of it when pointed at', async ({ page }) => {
  await openAlarms(page);
  const orders = rowOf(page, 'orders');
  await expect(orders.getByRole('gridcell')).toHaveText([...Array.from({ length: 8 }, () => ''), 'z', '', '', '', '', '6 / 11']);
  for (const name of [
    'Application is down: firing in CloudWatch, covered',
    'Checkpoints are failing: firing by Streamgauge’s evaluation, missing',
    'Output rate too low: wrong',
    'Kinesis source is lagging: missing',
    'Kafka source is lagging: not applicable',
    'Checkpoints take too long: covered, lacks data',
    'CPU nearly exhausted: firing in CloudWatch, wrong, snoozed',
    'Heap memory nearly full: covered',
  ])
    await expect(orders.getByRole('gridcell', { name, exact: true })).toBeVisible();

  await orders.getByRole('gridcell', { name: /^CPU/ }).hover();
  const tip = page.getByRole('tooltip');
  await expect(tip).toContainText('orders-cpu-high: actions are switched off');
  await expect(tip).toContainText('in ALARM since 14 Oct 2025, 14:14');
  await expect(tip).toContainText('> 80 % (the guide’s own)');
  await expect(tip).toContainText('until 14 Oct 2025, 15:17: Load test of the new sink');
  await orders.getByRole('gridcell', { name: /^Kafka/ }).hover();
  await expect(tip).toContainText('not applicable: It reads no Kafka topic');

  // 6 + 13 + 12 of 11 + 13 + 13 that apply.
  await expect(figure(page, 'Coverage')).toHaveText('84 %');
  await expect(figure(page, 'Firing')).toHaveText('3');
  await expect(figure(page, 'Wrong')).toHaveText('2');
  await expect(figure(page, 'Missing')).toHaveText('4');
});

test('arrow keys go through the cells, Enter opens the alarm, Back leads to the cell', async ({ page }) => {
  await openAlarms(page);
  await matrix(page).locator('[tabindex="0"]').focus();
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
  await expect.poll(focused).toBe('Application is down: firing in CloudWatch, covered');
  await expect(page.getByRole('tooltip')).toContainText('in ALARM since');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe('Output rate too low: wrong');
  await page.keyboard.press('Control+End');
  await expect.poll(focused).toBe('Watermark is held back: covered');
  await page.keyboard.press('Home');
  await expect.poll(focused).toBe('clicks');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Checkpoints are failing', exact: true })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await expect(page).toHaveURL(/\/alarms\/failed-checkpoint-rate$/);
  await page.goBack();
  await expect(matrix(page)).toBeVisible();
  await expect(matrix(page).locator('[tabindex="0"]')).toHaveAccessibleName(/^Checkpoints are failing/);
});

test('the matrix is filtered by text, by what fires, by gaps and by alarm, and sorted', async ({ page }) => {
  await openAlarms(page, {
    status: live([row('alpha'), row('beta', { downtime: missing, 'cpu-high': missing }), mixed('orders')]),
  });
  const names = matrix(page).getByRole('rowheader').getByRole('link');
  await expect(names).toHaveText(['orders', 'beta', 'alpha']);
  await page.keyboard.press('/');
  await page.keyboard.type('BET');
  await expect(names).toHaveText(['beta']);
  await expect(page.getByRole('status').filter({ hasText: '1 of 3 applications' })).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Firing 1' }).click();
  await expect(names).toHaveText(['orders']);
  await page.getByRole('button', { name: 'With gaps 2' }).click();
  await expect(names).toHaveText(['orders', 'beta']);
  await page.getByRole('button', { name: /^Alarm/ }).click();
  await page.getByRole('option', { name: 'Application is down' }).click();
  await expect(names).toHaveText(['beta']);
  await page.getByRole('searchbox').fill('nobody');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(names).toHaveText(['orders', 'beta', 'alpha']);
  await page.getByRole('button', { name: /^Order/ }).click();
  await page.getByRole('option', { name: 'By name' }).click();
  await expect(names).toHaveText(['alpha', 'beta', 'orders']);
});

test('of a hundred applications and their alarms only those in view are drawn; the keyboard reaches the last', async ({
  page,
}) => {
  await openAlarms(page, { status: live(manyRows(100)) });
  await expect(matrix(page)).toHaveAttribute('aria-rowcount', '101');
  expect(await matrix(page).getByRole('gridcell').count()).toBeLessThan(14 * 40);
  await matrix(page).locator('[tabindex="0"]').focus();
  await page.keyboard.press('Control+End');
  const last = matrix(page).locator('[data-row="99"][data-column="13"]');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  // What has the focus stays while the rest is scrolled away.
  await matrix(page).hover();
  await page.mouse.wheel(0, -10_000);
  await expect(matrix(page).locator('[data-row="0"][data-column="1"]')).toBeInViewport();
  await expect(last).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(matrix(page).locator('[data-row="89"][data-column="13"]')).toBeFocused();
});

test('old, failed, denied and missing statuses say so', async ({ page }) => {
  const opened = await openAlarms(page, { status: { state: 'waiting' } });
  await expect(page.getByText('Waiting for the alarms of Production')).toBeVisible();
  const say = async (status: typeof opened.script.status): Promise<void> => {
    opened.script.status = status;
    await opened.changed();
  };
  await say({ state: 'failed', error: DENIED });
  await expect(page.getByText('Production: nothing is known of its alarms')).toBeVisible();
  await expect(page.getByText(`${DENIED.message} ${DENIED.remedy}`)).toBeVisible();
  await say(live([]));
  await expect(page.getByText('Production has none.')).toBeVisible();
  await say({ state: 'stale', value: [row('orders')], at: ago(5), error: DENIED });
  await expect(page.getByText('Production: states of alarms of 5 min ago')).toBeVisible();
  await expect(rowOf(page, 'orders')).toHaveClass(/stale/);
  const unknown = Object.fromEntries(
    recommendedAlarms.map(({ id }) => [id, { ...missing, coverage: 'unknown' as const, reason: DENIED.message }]),
  );
  await say(live([row('orders', { ...unknown, downtime: { ...unknown['downtime'], own: 'ALARM' } })]));
  await expect(page.getByText('Production: coverage is not known')).toBeVisible();
  await expect(figure(page, 'Coverage')).toHaveText('–');
  await expect(figure(page, 'Not known')).toHaveText('13');
  await expect(
    page.getByRole('gridcell', { name: /Application is down: firing by Streamgauge’s evaluation, coverage not known/ }),
  ).toBeVisible();
});

test('of a moment of the past it shows what was then, and offers nothing that is of now', async ({ page }) => {
  const then = millis(NOW - HOUR);
  await openAlarms(
    page,
    {
      status: live([row('orders')]),
      answers: {
        past: ({ topic }: Input<'past'>) => ({
          kind: topic.kind,
          key: topicKey(topic),
          snapshot:
            topic.kind === 'alarmStatus'
              ? { state: 'live', value: [row('orders', { downtime: { state: 'ALARM' } })], at: then }
              : { state: 'waiting' },
        }),
      },
    },
    `?at=${new Date(then).toISOString()}#/alarms`,
  );
  await expect(page.getByRole('gridcell', { name: 'Application is down: firing in CloudWatch, covered' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create missing alarms…' })).toHaveCount(0);
  // The tooltip goes first, the past after it.
  await matrix(page).locator('[tabindex="0"]').focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expect(page.locator('body')).toHaveClass(/shows-past/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('gridcell', { name: 'Application is down: covered' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create missing alarms…' })).toBeVisible();
});

test('clusters of one’s own have no CloudWatch alarms', async ({ page }) => {
  const cluster = viewOf({ kind: 'flink', id: 'mine', name: 'My cluster', url: 'http://127.0.0.1:8081' });
  const scripted = await openAlarms(page, { connections: [cluster] });
  await expect(page.getByText('No managed application is watched')).toBeVisible();
  await expect(page.getByText('Clusters of your own have no CloudWatch alarms.')).toBeVisible();
  expect(scripted.followed().some(({ kind }) => kind === 'alarmStatus')).toBe(false);
});

test('applications of several connections stand in one matrix, with the connection beside the name', async ({ page }) => {
  const staging = viewOf({ ...AWS, id: 'staging', name: 'Staging' });
  await openAlarms(page, { connections: [viewOf(AWS), staging] });
  await expect(matrix(page)).toHaveAttribute('aria-rowcount', '7');
  await expect(matrix(page).getByRole('rowheader').filter({ hasText: 'clicks' })).toHaveText([/Production/, /Staging/]);
  await page.getByRole('searchbox').fill('staging');
  await expect(matrix(page).getByRole('rowheader')).toHaveCount(3);
  await page.getByRole('button', { name: 'Export as code…' }).click();
  await expect(page.getByRole('dialog', { name: 'Alarms of 3 applications as code' })).toBeVisible();
});

test('the tab groups the alarms of an application and opens the one that the address names', async ({ page }) => {
  await openAlarms(page, {}, tabOf('orders', 'cpu-high'));
  const titles = (group: string) => page.getByRole('region', { name: group }).getByRole('heading', { level: 4 });
  await expect(titles('Firing')).toHaveCount(3);
  await expect(titles('Needs attention')).toHaveText([/Output rate too low/, /Kinesis source/, /State is growing/]);
  await expect(titles('Covered')).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Kafka source is lagging' })).toBeHidden();
  await page.getByRole('button', { name: 'Not applicable (2)' }).click();
  await expect(item(page, 'Kafka source is lagging')).toContainText('It reads no Kafka topic');

  const cpu = item(page, 'CPU nearly exhausted');
  // The columns' names stand above the figures, not in the first row.
  const left = async (of: Locator) => Math.round((await of.boundingBox())?.x ?? 0);
  const firing = page.getByRole('region', { name: 'Firing' });
  expect(await left(firing.locator('.alarm-group__column', { hasText: 'CloudWatch' }))).toBe(
    await left(firing.locator('.alarm-item__labelled').nth(3)),
  );
  await expect(cpu).toContainText('> 80 %');
  await expect(cpu).toContainText('the guide’s own');
  await expect(cpu.getByText('ALARM', { exact: true })).toHaveCount(2);
  await expect(cpu).toContainText('actions are switched off');
  await expect(cpu).toContainText('Developer guide, page 452; “Throughput is too slow”, page 629');
  await expect(cpu).toContainText(/\d+ of \d+ min beyond the threshold/);
  await expect(cpu.getByText('arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-cpu-high')).toBeVisible();
  await expect(cpu.getByRole('list', { name: 'What is wrong with orders-cpu-high' })).toContainText('Actions are switched off:');
  await expect(cpu.getByRole('list', { name: 'Changes of state' }).first()).toContainText('in ALARM, was OK');
  await expect(item(page, 'Kinesis source is lagging')).toContainText('being learned');

  await page.getByRole('button', { name: 'State is growing too large' }).press('Enter');
  await expect(page).toHaveURL(/\/alarms\/checkpoint-size-high$/);
  await expect(page.getByRole('button', { name: 'CPU nearly exhausted' })).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('button', { name: 'State is growing too large' }).press('Enter');
  await expect(page).toHaveURL(/\/alarms$/);
  await page.getByRole('button', { name: /^Other alarms of the account/ }).click();
  await expect(page.getByText('orders-custom-3', { exact: true })).toBeVisible();
});

test('every kind of fault has its words', async ({ page }) => {
  await openAlarms(
    page,
    { status: live([row('orders', { downtime: { coverage: 'wrong', faults: [...alarmFaults] } })]) },
    tabOf('orders', 'downtime'),
  );
  const faults = page.getByRole('list', { name: 'What is wrong with orders-downtime' }).getByRole('listitem');
  await expect(faults).toHaveCount(alarmFaults.length);
  await expect(faults.nth(4)).toContainText('Raw counter instead of its rate:');
});

test('an alarm is snoozed with a reason and an end, and woken again', async ({ page }) => {
  const scripted = await openAlarms(page, {}, tabOf('orders', 'checkpoint-size-high'));
  await item(page, 'State is growing too large').getByRole('button', { name: 'Snooze…' }).click();
  const dialog = page.getByRole('dialog', { name: /Snooze “State is growing too large”/ });
  await expect(dialog.getByRole('button', { name: 'Snooze', exact: true })).toBeDisabled();
  await dialog.getByLabel('Reason').fill('Planned migration');
  await dialog.getByRole('button', { name: '2 hours' }).click();
  await expect(dialog).toContainText('It notifies again after 14 Oct 2025, 16:17.');
  await dialog.getByRole('button', { name: 'Until tomorrow 8:00' }).click();
  await expect(dialog).toContainText('It notifies again after 15 Oct 2025, 08:00.');
  await dialog.getByRole('button', { name: 'Until …' }).click();
  await dialog.getByRole('textbox', { name: 'Time of the end' }).fill('13:00');
  await expect(dialog).toContainText('Choose a moment that is still to come.');
  await dialog.getByRole('textbox', { name: 'Time of the end' }).fill('18:30');
  await dialog.getByLabel('Reason').press('Enter');
  await expect(dialog).toBeHidden();
  expect(calls(scripted, 'alarms.snooze')).toEqual([
    {
      ref: refOf('orders'),
      alarm: 'checkpoint-size-high',
      snooze: { reason: 'Planned migration', until: NOW + 4 * HOUR + 13 * MINUTE },
    },
  ]);

  await page.getByRole('button', { name: 'Snooze all…' }).click();
  await page.getByLabel('Reason').fill('Weekend');
  await page.getByRole('button', { name: 'Snooze', exact: true }).click();
  await scripted.changed();
  await expect(page.getByText('All alarms of orders are snoozed until 14 Oct 2025, 14:47')).toBeVisible();
  await page.getByRole('button', { name: 'End the snooze' }).click();
  await scripted.changed();
  await expect(page.getByText('All alarms of orders are snoozed')).toHaveCount(0);
  expect(calls(scripted, 'alarms.snooze').at(-1)).toEqual({ ref: refOf('orders'), alarm: null, snooze: null });
});

test('alarms are exported in each format, for what is shown, with what is left out', async ({ page }) => {
  const scripted = await openAlarms(page);
  await page.getByRole('searchbox').fill('orders');
  await page.getByRole('button', { name: 'Export as code…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Alarms of orders as code' });
  await expect(dialog.getByRole('region', { name: 'Code of alarms.cfn' })).toContainText('# all alarms as cfn');
  for (const [name, format] of [
    ['Terraform', 'terraform'],
    ['CDK (TypeScript)', 'cdk'],
    ['AWS CLI', 'cli'],
  ] as const) {
    await dialog.getByRole('button', { name }).click();
    await expect(dialog.getByRole('region', { name: `Code of alarms.${format}` })).toBeVisible();
  }
  await dialog.getByText('With a CloudWatch dashboard').click();
  await expect(dialog.getByRole('region')).toContainText('with dashboards');
  expect(calls(scripted, 'alarms.export').at(-1)).toEqual({
    choice: { connection: AWS.id, applications: [refOf('orders').id], alarms: null, which: 'all' },
    format: 'cli',
    dashboard: true,
  });
  await dialog.getByRole('button', { name: '2 alarms left out' }).click();
  await expect(dialog).toContainText('Kafka source is lagging of orders: It reads no Kafka topic.');
  expect(await violations(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save alarms.cli' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('alarms.cli');
  expect(readFileSync(await file.path(), 'utf8')).toContain('# all alarms as cli with dashboards');
});

test('without operator mode nothing is planned: the way there is told, and code offered', async ({ page }) => {
  const scripted = await openAlarms(page, { connections: [viewOf(AWS)] });
  await page.getByRole('button', { name: 'Create missing alarms…' }).click();
  const dialog = page.getByRole('dialog', { name: /Alarms of all 3 applications/ });
  await expect(dialog).toContainText('Streamgauge only reads Production');
  expect(calls(scripted, 'alarms.plan')).toEqual([]);
  await dialog.getByRole('button', { name: 'Export as code instead' }).click();
  await expect(page.getByRole('dialog', { name: /as code/ })).toBeVisible();
});

test('a write is shown first, chosen in part, told with its failures, and undone', async ({ page }) => {
  const scripted = await openAlarms(page, {
    answers: {
      'alarms.apply': () =>
        ok({
          outcomes: PLAN.writes.map(({ name, region }, i) => ({ name, region, error: i === 0 ? null : DENIED })),
          undo: 'write-1',
        }),
      'alarms.undo': () => ok({ outcomes: [{ name: 'orders-failed-checkpoint-rate', region: 'eu-west-1', error: null }] }),
    },
  });
  await page.getByRole('button', { name: 'Create missing alarms…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Alarms of all 3 applications in Production' });
  await expect(dialog).toContainText('Two alarms cost $0.20 a month.');
  const table = dialog.getByRole('table', { name: 'What changes in orders-cpu-high' });
  await expect(table.getByRole('row').nth(1)).toHaveText('StatisticAverageMaximum');
  await dialog.getByText('Exact request of PutMetricAlarm').first().click();
  await expect(dialog.getByRole('region', { name: 'Request of orders-failed-checkpoint-rate' })).toContainText(
    '"EvaluationPeriods": 10',
  );
  expect(await violations(page)).toEqual([]);

  const field = dialog.getByLabel('SNS topic that the alarms tell');
  await field.fill('my-topic');
  await field.press('Enter');
  await expect(dialog).toContainText('This is not the ARN of an SNS topic');
  await field.fill(TOPIC);
  await dialog.getByRole('button', { name: 'Save the topic' }).click();
  await expect.poll(() => calls(scripted, 'alarms.plan').length).toBe(2);
  expect(calls(scripted, 'alarms.topic')).toEqual([{ connection: AWS.id, arn: TOPIC }]);

  const act = dialog.getByRole('button', { name: 'Create 1, update 1 alarm' });
  await expect(act).toBeEnabled();
  await dialog.getByRole('checkbox', { name: 'Write orders-cpu-high' }).uncheck();
  await expect(dialog.getByRole('button', { name: 'Create 1 alarm', exact: true })).toBeEnabled();
  await dialog.getByRole('checkbox', { name: '1 of 2 alarms chosen' }).check();
  await act.click();
  expect(calls(scripted, 'alarms.apply')).toEqual([
    { connection: AWS.id, plan: 'plan-1', names: ['orders-failed-checkpoint-rate', 'orders-cpu-high'] },
  ]);
  await expect(dialog).toContainText('1 alarm written, 1 not.');
  await expect(dialog.getByRole('listitem').first()).toContainText(`orders-cpu-high eu-west-1${DENIED.message}`);
  await expect(dialog.getByRole('listitem').nth(1)).toContainText('Created: Undo deletes it again.');
  await dialog.getByRole('button', { name: 'Undo all that was written' }).click();
  await expect(dialog).toContainText('1 alarm put back as they were.');
  expect(calls(scripted, 'alarms.undo')).toEqual([{ connection: AWS.id, undo: 'write-1' }]);
});

test('changes are listed with their requests; taking one back is shown first, then confirmed', async ({ page }) => {
  const late = { ...DENIED, kind: 'timeout' as const, message: 'CloudWatch did not answer in time.' };
  const scripted = await openAlarms(page, {
    audit: [
      audited(),
      audited({ key: 'a2', what: 'Did not change the alarm orders-cpu-high.', outcome: 'refused', error: DENIED, undo: null }),
      audited({ key: 'a3', what: 'May have created the alarm orders-gc.', outcome: 'unknown', error: late }),
    ],
    answers: {
      'alarms.undoPlan': (): Output<'alarms.undoPlan'> => ok({ writes: [...UNDO_WRITES] }),
      'alarms.undo': () =>
        ok({
          outcomes: [
            { name: 'orders-failed-checkpoint-rate', region: 'eu-west-1', error: null },
            { name: 'orders-gc', region: 'eu-west-1', error: late },
          ],
        }),
    },
  });
  await page.getByRole('tab', { name: 'Changes' }).click();
  const table = page.getByRole('table', { name: 'Changes of Production' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByRole('row').nth(2)).toContainText('Refused');
  await expect(table).toContainText(DENIED.remedy);
  // What may have been written is no refusal.
  await expect(table.getByRole('row').nth(3)).toContainText('Not known');
  await expect(table.getByText('Refused')).toHaveCount(1);
  expect(await violations(page)).toEqual([]);

  const undo = table.getByRole('button', { name: 'Undo…: Created the alarm orders-failed-checkpoint-rate.' });
  await undo.click();
  const dialog = page.getByRole('dialog', { name: 'Undo a change of Production' });
  const sent = dialog.getByRole('list', { name: 'What would be sent' }).getByRole('listitem');
  await expect(sent).toHaveText([
    /Delete.*orders-failed-checkpoint-rate.*orders · eu-west-1/,
    /Delete.*orders-gc/,
    /Put back.*orders-heap.*Left as it is: Somebody has changed it/,
  ]);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(calls(scripted, 'alarms.undoPlan')).toEqual([{ connection: AWS.id, undo: 'write-1' }]);
  expect(calls(scripted, 'alarms.undo')).toEqual([]);
  await undo.click();
  await dialog.getByRole('button', { name: 'Delete 2 alarms' }).click();
  await expect(dialog).toContainText('1 alarm put back as they were, of 1 it is not known.');
  expect(calls(scripted, 'alarms.undo')).toEqual([{ connection: AWS.id, undo: 'write-1' }]);
});

test('what cannot be looked at is not taken back', async ({ page }) => {
  let isDenied = true;
  const scripted = await openAlarms(page, {
    audit: [audited()],
    answers: {
      'alarms.undoPlan': (): Output<'alarms.undoPlan'> => (isDenied ? failed(DENIED) : ok({ writes: [] })),
    },
  });
  await page.getByRole('tab', { name: 'Changes' }).click();
  await page.getByRole('button', { name: /^Undo…/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo a change of Production' });
  await expect(dialog).toContainText(`${DENIED.message} ${DENIED.remedy}`);
  await expect(dialog.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  isDenied = false;
  await dialog.getByRole('button', { name: 'Look again' }).click();
  await expect(dialog).toContainText('There is nothing to take back');
  await expect(dialog.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  expect(calls(scripted, 'alarms.undo')).toEqual([]);
});

for (const [where, address] of [
  ['the page', undefined],
  ['the tab', tabOf('orders')],
] as const)
  test(`a write whose answer is lost says that some may have been written, and leads to the changes: ${where}`, async ({
    page,
  }) => {
    await openAlarms(
      page,
      {
        audit: [audited()],
        answers: {
          'alarms.apply': () => {
            throw new Error('The engine was restarted.');
          },
        },
      },
      address,
    );
    await page.getByRole('button', { name: 'Create missing alarms…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Alarms of/ });
    await dialog.getByRole('button', { name: 'Create 1, update 1 alarm' }).click();
    await expect(dialog).toContainText('Some of it may have been written');
    await expect(dialog.getByRole('button', { name: /^Create/ })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Open the changes' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('table', { name: 'Changes of Production' })).toBeVisible();
  });

test('nothing is wrong for assistive technology, in light and in dark, and nothing is cut on a narrow screen', async ({
  page,
}) => {
  await openAlarms(page, {
    status: live([mixed('orders'), ...manyRows(30), row('idle', { downtime: none('A Studio notebook has no job.') })]),
  });
  await expect(matrix(page)).toBeVisible();
  await matrix(page).locator('[tabindex="0"]').focus();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('body.awsui-dark-mode')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await matrix(page).evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
  await page
    .getByRole('gridcell', { name: /^CPU nearly exhausted: firing/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Recommended alarms' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('body.awsui-dark-mode')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 700, height: 900 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(700);
});
