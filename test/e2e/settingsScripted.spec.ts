import { expect, test } from '@playwright/test';
import { Settings } from '#shared/contract/settings.ts';
import type { AwsProfiles } from '#shared/model/profile.ts';
import { bytes } from '#shared/units/units.ts';
import { violations } from './axe.ts';
import { AWS, HISTORY, application, scriptOf, viewOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

const profiles: AwsProfiles = {
  profiles: [
    { name: 'prod', region: 'eu-west-1', kind: 'sso', role: null, mfaSerial: null, signIn: 'https://acme.awsapps.com/start' },
    { name: 'test', region: 'us-east-1', kind: 'keys', role: null, mfaSerial: null, signIn: null },
  ],
  files: ['~/.aws/config', '~/.aws/credentials'],
  notices: [],
};
const settings = Settings.parse({ connections: [AWS], watched: [AWS.id] });
const expired = {
  ok: false,
  error: {
    kind: 'credentials-expired',
    source: 'AWS',
    message: 'The login of profile prod has expired.',
    remedy: 'Run: aws sso login --profile prod',
  },
};

test('an AWS connection is made from a profile, with a role and endpoints; a test says what is missing', async ({ page }) => {
  const host = await openScripted(
    page,
    scriptOf(
      {},
      {
        'profiles.list': () => profiles,
        'connections.test': () => expired,
        'connections.save': () => settings,
        'connections.watch': () => settings,
      },
    ),
    '#/settings',
  );
  await page.getByRole('button', { name: 'Add a connection' }).click();
  const dialog = page.getByRole('dialog');
  const profile = dialog.getByRole('combobox', { name: /^Profile/ });
  await profile.fill('t');
  await expect(page.getByRole('option', { name: /test/ })).toContainText('us-east-1, access keys');
  await page.getByRole('option', { name: /test/ }).click();
  await expect(dialog.getByLabel('Region')).toHaveValue('us-east-1');
  await profile.fill('prod');
  await profile.press('Tab');
  await expect(dialog.getByLabel('Region')).toHaveValue('eu-west-1');
  await expect(dialog.getByText('When the login has expired: aws sso login --profile prod')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  await dialog.getByLabel('Name').fill('Other account');
  await dialog.getByRole('button', { name: 'Role to assume' }).click();
  await dialog.getByLabel(/^MFA device/).fill('arn:aws:iam::123456789012:mfa/me');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText(/^Enter the ARN of a role/)).toBeVisible();
  await dialog.getByLabel(/^Role ARN/).fill('arn:aws:iam::210987654321:role/Watcher');
  await dialog.getByRole('button', { name: 'Endpoints and proxies' }).click();
  await expect(dialog.getByText(/HTTPS_PROXY or HTTP_PROXY, and NO_PROXY/)).toBeVisible();
  await dialog.getByLabel(/^Endpoint of CloudWatch Logs/).fill('https://vpce-logs.example.com');
  await dialog.getByRole('button', { name: 'Test' }).click();
  await expect(dialog.getByText('The login of profile prod has expired.')).toBeInViewport();
  await expect(dialog.getByText('Run: aws sso login --profile prod')).toBeInViewport();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const saved = {
    kind: 'aws',
    id: 'other-account',
    name: 'Other account',
    profile: 'prod',
    region: 'eu-west-1',
    endpoint: null,
    endpoints: { logs: 'https://vpce-logs.example.com' },
    role: { arn: 'arn:aws:iam::210987654321:role/Watcher', externalId: null, mfaSerial: 'arn:aws:iam::123456789012:mfa/me' },
  };
  expect(
    host.calls.filter(({ name }) => name === 'connections.test' || name === 'connections.save').map(({ input }) => input),
  ).toEqual([saved, saved]);
});

test('a connection is duplicated under another name', async ({ page }) => {
  const host = await openScripted(
    page,
    scriptOf({}, { 'connections.save': () => settings, 'connections.watch': () => settings }),
    '#/settings',
  );
  await page.getByRole('button', { name: 'Duplicate Production' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a connection' });
  await expect(dialog.getByLabel('Name')).toHaveValue('Production (copy)');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(host.calls.find(({ name }) => name === 'connections.save')?.input).toEqual({
    ...AWS,
    id: 'production-copy',
    name: 'Production (copy)',
  });
});

test('a connection that waits for the code of an MFA device asks for it, says when it is refused, and can be put off', async ({
  page,
}) => {
  const device = 'arn:aws:iam::123456789012:mfa/me';
  const waiting = viewOf(AWS, { state: 'connecting', prompt: { kind: 'mfa', device } });
  let connections = [waiting];
  const script = scriptOf(
    {},
    {
      'connections.answer': ({ code }: { code: string }) =>
        code === '123456'
          ? { ok: true, value: {} }
          : {
              ok: false,
              error: { kind: 'access-denied', source: 'STS', message: 'The code was refused.', remedy: 'Wait for the next one.' },
            },
    },
  );
  const host = await openScripted(page, {
    ...script,
    says: (topic) =>
      topic.kind === 'connections'
        ? ({ state: 'live', value: connections, at: waiting.clock?.now ?? 0 } as never)
        : script.says(topic),
  });
  const dialog = page.getByRole('dialog', { name: 'Production asks for a code' });
  await expect(dialog.getByText(device)).toBeVisible();
  const code = dialog.getByLabel('Code of the MFA device');
  await expect(code).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await code.fill('12345');
  await code.press('Enter');
  await expect(dialog.getByText('Enter the six digits that the MFA device shows.')).toBeVisible();
  await code.fill('654321');
  await code.press('Enter');
  await expect(dialog.getByText('The code was refused. Wait for the next one.')).toBeVisible();
  await expect(code).toHaveValue('');

  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByText(`It waits for a code of the MFA device ${device}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Enter the code' }).click();
  await code.fill('123456');
  await code.press('Enter');
  await expect(dialog).toBeHidden();
  expect(host.calls.filter(({ name }) => name === 'connections.answer').map(({ input }) => input)).toEqual([
    { id: 'prod', code: '654321' },
    { id: 'prod', code: '123456' },
  ]);
  connections = [viewOf(AWS)];
  await host.changed();
  await expect(page.getByText(/It waits for a code/)).toHaveCount(0);
  // Asked again later, it is a new question.
  connections = [waiting];
  await host.changed();
  await expect(dialog).toBeVisible();
});

test('what is kept and what it may cost is set, and says what is wrong with a figure', async ({ page }) => {
  const host = await openScripted(page, scriptOf({}, { 'settings.save': () => settings }), '#/settings');
  await page.getByLabel('Keep history for').fill('0');
  await expect(page.getByText('Enter for how many days to keep history: a whole number from 1 to 400.')).toBeVisible();
  const form = page.locator('form').filter({ has: page.getByLabel('Keep history for') });
  const save = form.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();
  await page.getByLabel('Keep history for').fill('30');
  await page.getByLabel('Monthly cap – optional').fill('25');
  await page.getByRole('checkbox', { name: 'Keep log lines' }).click();
  await page.getByRole('checkbox', { name: /^Take a flame graph when an application becomes critical/ }).click();
  await save.click();
  await expect(page.getByText('What is kept, and what it may cost, is saved.')).toBeVisible();
  expect(host.calls.find(({ name }) => name === 'settings.save')?.input).toEqual({
    telemetry: { ...settings.telemetry, retentionDays: 30, monthlyCap: 25, keepLogs: false, captureOnFinding: false },
  });
});

test('the history says how it fares and what it will need, and is cleared after a question', async ({ page }) => {
  const notice = 'The history file was damaged; it was set aside as history.damaged-1.sqlite.';
  const history = { ...HISTORY, notices: [notice], bytesPerDay: bytes(1_000_000_000) };
  const host = await openScripted(
    page,
    scriptOf({ history }, { 'history.clear': () => ({ ok: true, value: {} }) }),
    '#/settings',
  );
  await expect(page.getByText(notice)).toBeVisible();
  await expect(page.getByText(/about 4 days will be kept, the oldest goes first/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear history…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear history?' });
  await dialog.getByRole('button', { name: /^Of which connection/ }).click();
  await page.getByRole('option', { name: 'Production' }).click();
  await expect(dialog).toContainText('Everything that is kept of Production is forgotten');
  await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(page.getByText('The history of Production is cleared.')).toBeVisible();
  expect(host.calls.find(({ name }) => name === 'history.clear')?.input).toEqual({ connection: 'prod' });
  // The oldest moment that is kept is one click away.
  await page.getByRole('button', { name: /^5 Oct 2025/ }).click();
  await expect(page.getByRole('region', { name: 'Time' }).getByRole('status')).toHaveText('Past: Sun 5 Oct 2025 14:17:00 UTC');
});

test('a fleet of two regions fits the screen of a laptop', async ({ page }) => {
  const fleet = ['us-east-1', 'eu-west-1'].map((region) =>
    application(`clickstream-sessions-${region}`, {
      region,
      status: 'FORCE_STOPPING',
      lag: { kind: 'time', behind: 185_000 as never },
    }),
  );
  await openScripted(page, scriptOf({ fleet }));
  await expect(page.getByRole('columnheader', { name: 'KPUs' })).toBeInViewport({ ratio: 1 });
});
