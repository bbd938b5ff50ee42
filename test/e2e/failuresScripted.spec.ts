import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ExceptionsAnswer, exceptionsIn } from '#electron/clients/flink/exceptionsAnswer.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { JobFailure, JobFailures } from '#shared/model/insight/failures.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { refuseComplaints } from './applicationPage.ts';
import { violations } from './axe.ts';
import { AWS, scriptOf, viewOf } from './scriptedFleet.ts';
import type { Script } from './scriptedHost.ts';
import { openScripted } from './scriptedHost.ts';
import { expect, test } from './world.ts';

refuseComplaints();

const recorded = (file: string): JobFailure[] =>
  exceptionsIn(
    ExceptionsAnswer.parse(JSON.parse(readFileSync(new URL(`../fixtures/flink-rest/${file}`, import.meta.url), 'utf8'))),
  ).map((each) => ({ job: 'a'.repeat(32), ...each, concurrent: [...each.concurrent] }));

const lostMachine = recorded('1.20/taskmanager-lost/exceptions.json');
const NOW = millis((lostMachine[0]?.at ?? 0) + 5 * MINUTE);
const FLINK: Connection = { kind: 'flink', id: 'local', name: 'Local cluster', url: 'http://127.0.0.1:8081' };
const told = (failures: readonly JobFailure[], change: Partial<JobFailures> = {}): JobFailures => ({
  failures: [...failures],
  truncated: false,
  since: millis(NOW - 3 * HOUR),
  ...change,
});

interface Scene {
  readonly connection?: Connection;
  readonly failures: () => TopicSnapshot['snapshot'];
  readonly answers?: Script['answers'];
  readonly search?: string;
}

async function open(page: Page, { connection = AWS, failures, answers = {}, search = '' }: Scene) {
  const clock = { now: NOW, real: NOW, speed: 1, paused: true };
  const script = scriptOf({ connections: [viewOf(connection, { clock })] }, { 'logs.search': () => found([]), ...answers });
  const says = (topic: Topic) => (topic.kind === 'failures' ? failures() : script.says(topic));
  return openScripted(page, { ...script, says }, `${search}#/applications/${connection.id}/orders/exceptions`);
}
const live = (value: JobFailures) => (): TopicSnapshot['snapshot'] => ({ state: 'live', value, at: NOW });
const found = (records: readonly LogRecord[]) => ({ ok: true, value: { records, truncated: false } });
const rows = (page: Page) => page.getByRole('table', { name: 'Failures by cause' }).locator('tbody > tr');
const causes = (page: Page) => page.getByRole('table', { name: 'Failures by cause' }).locator('button[aria-expanded]');

test('a lost task manager is the cause, what it did to the restarts after it are consequences', async ({ page }) => {
  await open(page, { failures: live(told(lostMachine)) });
  await expect(causes(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText('RemoteTransportException');
  await expect(rows(page).first()).toContainText('Lost: 127.0.0.1:44743-671c29');
  await expect(page.getByText(/^Consequence of the lost task manager above$/)).toHaveCount(2);
  await expect(page.getByText(/9 of them are consequences of it\./)).toBeVisible();
  await expect(page.getByText('3 causes of 10 failures', { exact: false })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page
    .getByRole('combobox', { name: 'Task manager' })
    .or(page.getByRole('button', { name: /Task manager/ }))
    .first()
    .click();
  await page.getByRole('option', { name: '127.0.0.1:39453-4ec2ec' }).click();
  await expect(causes(page)).toHaveCount(1);
});

test('a failure is read by keyboard alone: root cause first, its wrapper folded, older ones one after the other', async ({
  page,
}) => {
  const failures = recorded('1.20/exceptions.json');
  await open(page, { failures: live(told(failures)) });
  const cause = causes(page).first();
  await cause.focus();
  await page.keyboard.press('Enter');
  const chain = page.getByRole('group', { name: 'Root cause' });
  await expect(chain).toContainText(/^java\.lang\.NumberFormatExceptionroot causeFor input string: "12,5"/);
  const wrapper = chain.getByText('Wrapped in java.lang.IllegalStateException');
  await expect(chain.getByText('Malformed record')).toBeHidden();
  await wrapper.focus();
  await page.keyboard.press('Enter');
  await expect(chain.getByText('Malformed record')).toBeVisible();

  await expect(page.getByText(/^Newest of 2: /)).toBeVisible();
  await page.getByRole('button', { name: 'Older failure' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^2\. of 2: /)).toBeVisible();
  await expect(page.getByText('execution', { exact: false })).toHaveCount(0);
  await cause.focus();
  await page.keyboard.press('Enter');
  await expect(chain).toBeHidden();
});

test('the kept lines around a failure are there at once, those of the service when they are asked for', async ({ page }) => {
  const [failure] = recorded('1.20/exceptions.json');
  const at = failure?.at ?? NOW;
  const line = (message: string, when: number): LogRecord => ({ at: millis(when), stream: 's', message });
  const asked: { source: string; from: number; to: number }[] = [];
  const scene = await open(page, {
    failures: live(told(failure === undefined ? [] : [failure])),
    answers: {
      'logs.search': ({ source, from, to }: { source: string; from: number; to: number }) => {
        asked.push({ source, from, to });
        if (source === 'history') return found([line('Kept before it', at - 1_000), line('Kept after it', at + 1_000)]);
        return {
          ok: false,
          error: { kind: 'throttled', source: 'CloudWatch Logs', message: 'Too many requests.', remedy: 'Wait.' },
        };
      },
    },
  });
  await causes(page).first().click();
  await expect(page.locator('.log-line--marked')).toContainText('Kept before it');
  expect(asked).toEqual([{ source: 'history', from: at - MINUTE, to: at + MINUTE }]);
  await page.getByRole('button', { name: 'Ask CloudWatch Logs' }).click();
  await expect(page.getByText('Too many requests.')).toBeVisible();
  expect(asked.map(({ source }) => source)).toEqual(['history', 'service']);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Open the logs at this moment' }).click();
  await expect(page.getByRole('tab', { name: 'Logs', exact: true })).toHaveAttribute('aria-selected', 'true');
  expect(decodeURIComponent(new URL(page.url()).search)).toContain(`at=${new Date(at).toISOString().slice(0, 19)}`);
  expect(scene.calls.filter(({ name }) => name === 'taskManagers.log')).toEqual([]);
});

test('the log of a process of one’s own cluster is read on demand, and the failure found in it', async ({ page }) => {
  const failures = recorded('1.20/exceptions.json');
  const [failure] = failures;
  const stamp = new Date(failure?.at ?? 0).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23);
  const text = [
    '2026-11-24 10:00:00,000 INFO  org.apache.flink.Task - Something else',
    `${stamp} WARN  org.apache.flink.runtime.taskmanager.Task - Parse record switched to FAILED`,
    'java.lang.IllegalStateException: Malformed record for key 1, password=hunter22',
    'Caused by: java.lang.NumberFormatException: For input string: "12,5"',
  ].join('\n');
  const scene = await open(page, {
    connection: FLINK,
    failures: live(told(failures)),
    answers: {
      'taskManagers.log': () => ({
        ok: true,
        value: { files: [], name: 'taskmanager.log', text, truncated: false },
      }),
    },
  });
  await causes(page).first().click();
  await page.getByRole('button', { name: 'Read the log of the task manager' }).click();
  await expect(page.locator('.failure__process .log-line--marked')).toContainText('Caused by: java.lang.NumberFormatException');
  await expect(page.getByText('hunter22')).toHaveCount(0);
  expect(scene.calls.find(({ name }) => name === 'taskManagers.log')?.input).toMatchObject({
    process: failure?.taskManager,
    file: null,
  });
  expect(await violations(page)).toEqual([]);
});

test('a secret in an exception is masked wherever the exception is shown, until it is revealed', async ({ page }) => {
  const failure: JobFailure = {
    job: 'a',
    at: millis(NOW - MINUTE),
    exception: 'com.acme.Refused',
    stacktrace: 'com.acme.Refused: login with password=hunter22 failed\n\tat com.acme.Sink.write(Sink.java:1)',
    task: 'Sink (1/2) - execution #0',
    taskManager: null,
    endpoint: null,
    concurrent: [],
  };
  await open(page, { failures: live(told([failure])) });
  await causes(page).first().click();
  await expect(page.getByRole('group', { name: 'Root cause' })).toBeVisible();
  await expect(page.getByText('hunter22')).toHaveCount(0);
  await page.getByText('Show secrets').click();
  await expect(page.getByRole('group', { name: 'Root cause' }).getByText('hunter22')).toBeVisible();
});

test('none ever, none of a vertex, an application that does not run, and a lost connection say what they are', async ({
  page,
}) => {
  const failures = recorded('1.20/exceptions.json');
  let snapshot: TopicSnapshot['snapshot'] = { state: 'live', value: told([]), at: NOW };
  const scene = await open(page, {
    failures: () => snapshot,
    answers: {
      past: ({ topic }: { topic: Topic }) => ({
        kind: topic.kind,
        key: `failures|${AWS.id}|orders`,
        snapshot: { state: 'live', value: told(failures), at: NOW },
      }),
    },
    search: '?vertex=Nowhere',
  });
  await expect(page.getByText('No failure is known.')).toBeVisible();
  await expect(page.getByText(/none was seen since .*, when Streamgauge began to watch/)).toBeVisible();

  snapshot = { state: 'live', value: told(failures), at: NOW };
  await scene.changed();
  await expect(page.getByText('No failure matches.')).toBeVisible();
  await page.getByRole('button', { name: /Vertex/ }).click();
  await page.getByRole('option', { name: 'All vertices' }).click();
  await expect(causes(page)).toHaveCount(1);
  expect(new URL(page.url()).search).toBe('');

  const error = { kind: 'unreachable', source: 'Flink REST', message: 'It does not answer.', remedy: 'Look at it.' } as const;
  snapshot = { state: 'stale', value: told(failures), at: millis(NOW - MINUTE), error };
  await scene.changed();
  await expect(page.getByText('It does not answer.')).toBeVisible();
  await expect(causes(page)).toHaveCount(1);

  snapshot = {
    state: 'failed',
    error: { ...error, kind: 'not-found', message: 'The application is READY: it has no Flink job.' },
  };
  await scene.changed();
  await expect(page.getByText('it has no Flink job', { exact: false })).toBeVisible();
  await expect(page.getByText('What was kept of its failures before')).toBeVisible();
  await expect(causes(page)).toHaveCount(1);
  expect(await violations(page)).toEqual([]);
});

test('names of 300 characters, many causes and dark colours keep their places', async ({ page }) => {
  const failures = Array.from({ length: 24 }, (_, i): JobFailure => ({
    job: 'a',
    at: millis(NOW - i * 10 * MINUTE),
    exception: 'com.acme.Broken',
    stacktrace: `com.acme.Broken${'abcdefgh'[i % 8] ?? ''}: ${'what went wrong is a long story '.repeat(20)}\n\tat com.acme.Sink.write(Sink.java:1)`,
    task: `${'Operator -> '.repeat(25)}Sink (${(i % 5) + 1}/256) - execution #${i}`,
    taskManager: `10.0.0.${i}:6122-abcdef`,
    endpoint: `10.0.0.${i}:6121`,
    concurrent: [],
  }));
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, { failures: live(told(failures, { truncated: true })) });
  await expect(causes(page)).toHaveCount(8);
  await causes(page).first().click();
  await expect(page.getByText('There were more failures before these than are kept.')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
});
