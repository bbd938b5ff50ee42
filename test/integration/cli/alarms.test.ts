import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { alarmsCommand } from '#electron/cli/alarmsCommand.ts';
import { systemClock } from '#electron/clock.ts';
import { MetricAlarmRequest } from '#shared/model/alarms/metricAlarmRequest.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { createStreamgauge } from './runStreamgauge.ts';
import type { Streamgauge } from './runStreamgauge.ts';

// A process each time, on a machine that may be busy; thresholds are learned anew by each.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:on-call';
const APP = 'orders-enrichment';
let program: Streamgauge;
let simulator: TestSimulator;
let account: CloudWatchClient;
beforeAll(async () => {
  program = await createStreamgauge();
  simulator = await startTestSimulator({ scenario: 'healthy', applications: 1, historyHours: 6, clock: systemClock, speed: 20 });
  const { region } = await simulator.aws();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  account = new CloudWatchClient({ region, endpoint: simulator.addresses.aws, credentials });
});
afterAll(async () => {
  account?.destroy();
  await program?.close();
  await simulator?.close();
});
const alarms = (...argv: string[]) => program.run('alarms', '--address', simulator.addresses.control, ...argv);

interface Answer {
  readonly complete: boolean;
  readonly applications: readonly {
    readonly application: string;
    readonly id: string;
    readonly region: string;
    readonly alarms: readonly {
      readonly alarm: string;
      readonly coverage: string;
      readonly reason: string | null;
      readonly matched: readonly string[];
      readonly faults: readonly string[];
      readonly own: string | null;
      readonly threshold: number | null;
      readonly unit: string;
      readonly basis: string | null;
      readonly page: number;
    }[];
  }[];
}

// One after the other: the account has no alarm at first, then those that were exported, then one of them wrong.
describe('streamgauge alarms', () => {
  let exported: readonly MetricAlarmRequest[] = [];

  it('tells as JSON what the account lacks, what Streamgauge finds itself, and which thresholds it would take', async () => {
    const { code, out } = await alarms('--json');
    expect(code).toBe(0);
    const { complete, applications } = JSON.parse(out) as Answer;
    expect(complete).toBe(false);
    expect(applications.map(({ application }) => application)).toEqual([APP]);
    const cells = applications.flatMap((each) => each.alarms);
    expect(cells.map(({ alarm }) => alarm)).toEqual(recommendedAlarmIds);
    for (const { coverage, reason, own, threshold, matched } of cells) {
      expect(['missing', 'not-applicable']).toContain(coverage);
      expect(matched).toEqual([]);
      if (coverage === 'missing') expect([own, typeof threshold]).toEqual(['OK', 'number']);
      else expect(reason).toMatch(/\.$/);
    }
    expect(cells.find(({ alarm }) => alarm === 'cpu-high')).toMatchObject({
      threshold: 80,
      basis: 'guide',
      unit: 'Percent',
      page: 452,
    });
    expect(cells.find(({ alarm }) => alarm === 'source-lag-kafka')).toMatchObject({ basis: 'learned', unit: 'Count' });
  });

  it('writes what is missing as code into a folder, with a dashboard, and says what it left out', async () => {
    const folder = join(program.folder, 'code');
    const { code, out, complaints } = await alarms('--app', APP, '--export', 'cli', '--dashboard', '--out', folder);
    expect([code, out]).toEqual([0, '']);
    const [name = '', ...more] = await readdir(folder);
    expect([name, more]).toEqual(['flink-alarms-us-east-1.sh', []]);
    expect((await stat(join(folder, name))).mode & 0o111).not.toBe(0);
    const text = await readFile(join(folder, name), 'utf8');
    exported = [...text.matchAll(/^put_alarm '(.*?)'$/gms)].map(([, json = '']) => MetricAlarmRequest.parse(JSON.parse(json)));
    expect(exported.length).toBeGreaterThanOrEqual(10);
    expect(text).toContain('aws cloudwatch put-dashboard --dashboard-name ');
    expect(complaints).toContain(`${exported.length} alarms written to ${join(folder, name)}.`);
    expect(complaints).toMatch(/^orders-enrichment: left out source-lag-kinesis: It reads no Kinesis stream/m);
  });

  it('finds nothing missing once the account has them: the check succeeds', async () => {
    for (const request of exported)
      await account.send(new PutMetricAlarmCommand({ ...request, AlarmActions: [TOPIC], OKActions: [TOPIC] }));
    const { code, out } = await alarms('--check', '--json');
    const { complete, applications } = JSON.parse(out) as Answer;
    const open = applications.flatMap(({ alarms: cells }) =>
      cells.filter(({ coverage }) => !['covered', 'not-applicable'].includes(coverage)),
    );
    expect(open).toEqual([]);
    expect([complete, code]).toEqual([true, 0]);
  });

  it('names what is wrong with one: the check fails, and only that one is code', async () => {
    const cpu = exported.find(({ AlarmName }) => AlarmName.endsWith('-cpu-high')) ?? { AlarmName: '' };
    await account.send(new PutMetricAlarmCommand({ ...cpu, Statistic: 'Minimum', AlarmActions: [TOPIC], OKActions: [TOPIC] }));

    const table = await alarms('--check');
    expect(table.code).toBe(1);
    const [head, titles, ...rows] = table.out.trimEnd().split('\n');
    expect(head).toMatch(/^orders-enrichment \(us-east-1\): \d+ covered, 1 wrong, \d+ not applicable$/);
    expect(titles).toMatch(/^ALARM +COVERAGE +STATE +OWN +THRESHOLD +BASIS +WHY$/);
    expect(rows.map((row) => row.split(' ')[0])).toEqual(recommendedAlarmIds);
    expect(rows.find((row) => row.startsWith('cpu-high'))).toMatch(
      /^cpu-high +wrong +\S+ +OK +80 % +guide +orders-enrichment-cpu-high: another statistic$/,
    );

    const template = await alarms('--export', 'cfn', '--which', 'wanting');
    expect(template.code).toBe(0);
    expect(template.out.match(/Type: AWS::CloudWatch::Alarm/g)).toHaveLength(1);
    expect(template.out).toContain('is wrong (another statistic)');
    const none = await alarms('--export', 'terraform');
    expect([none.code, none.out]).toEqual([0, '']);
    expect(none.complaints).toContain('No alarm is left to write.');
  });

  it('says which application there is not', async () => {
    const answer = await alarms('--app', 'nope');
    expect(answer).toEqual({ code: 2, out: '', complaints: '--app: there is no application "nope".\n' });
  });
});

it.each([
  [['--export', 'yaml'], '--export: there is no yaml; there are cfn, terraform, cdk, cli.'],
  [['--export', 'cfn', '--which', 'some'], '--which: there is no some; there are missing, wanting, all.'],
  [['--which', 'all'], '--which: goes only with --export.'],
  [['--out', 'x'], '--out: goes only with --export.'],
  [['--dashboard'], '--dashboard: goes only with --export.'],
  [['--export', 'cfn', '--check'], '--check: does not go with --export.'],
  [['--export', 'cfn', '--json'], '--json: does not go with --export.'],
  [['--minutes', '-1'], '--minutes: must be a number from 0 to 1440, not "-1".'],
  [['--csv'], '--csv: not an argument of this command.'],
  [['--url', 'http://127.0.0.1:1'], 'The connection has no alarms of CloudWatch: it is a cluster of your own.'],
])('refuses %o with 2, in one sentence', async (argv, sentence) => {
  const complaints: string[] = [];
  const code = await alarmsCommand([...argv, '--settings', join(program.folder, 'none.json')], {
    say: (text) => expect(text).toBe(''),
    complain: (line) => void complaints.push(line),
    stopped: new AbortController().signal,
  });
  expect([code, complaints]).toEqual([2, [sentence]]);
});
