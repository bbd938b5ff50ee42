import {
  CloudWatchClient,
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
  TagResourceCommand,
  UntagResourceCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awsAccess } from '#electron/clients/aws/awsAccess.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

let simulator: TestSimulator;
let client: CloudWatchClient;
beforeAll(async () => {
  simulator = await startTestSimulator({ historyHours: 0.1 });
  client = new CloudWatchClient(awsAccess(await simulator.aws()).config('monitoring'));
});
afterAll(async () => {
  client.destroy();
  await simulator.close();
});

const text = { type: 'text', x: 0, y: 0, width: 6, height: 3, properties: { markdown: '# Flink' } };
const put = (body: unknown, DashboardName = 'flink') =>
  client.send(new PutDashboardCommand({ DashboardName, DashboardBody: typeof body === 'string' ? body : JSON.stringify(body) }));

it('a dashboard is kept as it was put, listed, tagged and deleted', async () => {
  const body = JSON.stringify({ widgets: [text] });
  expect((await put(body)).DashboardValidationMessages).toEqual([]);
  await put(body, 'flink-old');
  const found = await client.send(new GetDashboardCommand({ DashboardName: 'flink' }));
  expect(found).toMatchObject({ DashboardArn: 'arn:aws:cloudwatch::123456789012:dashboard/flink', DashboardBody: body });
  const { DashboardEntries } = await client.send(new ListDashboardsCommand({ DashboardNamePrefix: 'flink' }));
  expect(DashboardEntries).toMatchObject([
    { DashboardName: 'flink', Size: body.length, LastModified: new Date(simulator.start) },
    { DashboardName: 'flink-old' },
  ]);

  const ResourceARN = found.DashboardArn;
  await client.send(
    new TagResourceCommand({
      ResourceARN,
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'tier', Value: '1' },
      ],
    }),
  );
  await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['tier', 'none'] }));
  expect((await client.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([{ Key: 'team', Value: 'a' }]);

  await expect(client.send(new DeleteDashboardsCommand({ DashboardNames: ['flink', 'none'] }))).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
  await client.send(new DeleteDashboardsCommand({ DashboardNames: ['flink', 'flink-old'] }));
  expect((await client.send(new ListDashboardsCommand({}))).DashboardEntries).toEqual([]);
  await expect(client.send(new ListTagsForResourceCommand({ ResourceARN }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

it('one that is not there is not found', async () => {
  await expect(client.send(new GetDashboardCommand({ DashboardName: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFound',
    $metadata: { httpStatusCode: 404 },
  });
});

it('what a dashboard does not know is told, but it is kept', async () => {
  const { DashboardValidationMessages } = await put({ widgets: [text], colour: 'blue' });
  expect(DashboardValidationMessages).toEqual([{ DataPath: '/colour', Message: 'Should NOT have additional properties' }]);
});

it.each([
  ['not JSON', '{', /must be a valid JSON object/],
  ['no widgets', {}, /Should have required property 'widgets'/],
  [
    'an unknown widget',
    { widgets: [{ type: 'clock', properties: {} }] },
    /"\/widgets\/0\/type",\s+"message": "Should be equal to one of/,
  ],
  ['a text without text', { widgets: [{ type: 'text', properties: {} }] }, /required property 'markdown'/],
  ['one too wide', { widgets: [text, { ...text, width: 25 }] }, /"\/widgets\/1\/width",\s+"message": "Should be <= 24"/],
  [
    'metrics without metrics',
    { widgets: [{ type: 'metric', properties: { region: 'us-east-1' } }] },
    /required property 'metrics'/,
  ],
  [
    'a metric without a name',
    { widgets: [{ type: 'metric', properties: { region: 'us-east-1', metrics: [[]] } }] },
    /fewer than 1 items/,
  ],
])('a body with %s is refused, and says where', async (_what, body, sentence) => {
  await expect(put(body, 'bad')).rejects.toMatchObject({
    name: 'DashboardInvalidInputError',
    message: expect.stringMatching(sentence) as string,
  });
});

it('a name with blanks is refused', async () => {
  await expect(put({ widgets: [] }, 'my board')).rejects.toMatchObject({ name: 'DashboardInvalidInputError' });
});
