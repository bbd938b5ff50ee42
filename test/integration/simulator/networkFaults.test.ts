import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#electron/clock.ts';
import { managedService } from '#electron/clients/aws/managedService.ts';
import type { NetworkFault } from '#shared/simulation/control.ts';
import { millis } from '#shared/units/units.ts';
import { rawAws, rawRequest } from './rawAws.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';

let simulator: TestSimulator;
beforeEach(async () => {
  simulator = await startTestSimulator({ historyHours: 0, applications: 2, scenario: 'healthy' });
});
afterEach(() => simulator.close());

const never = new AbortController().signal;
const disturb = (
  service: NetworkFault['service'],
  kind: NetworkFault['kind'],
  severity: NetworkFault['severity'] = 'severe',
  application: string | null = null,
) => simulator.setNetworkFault({ change: 'on', service, kind, severity, application });
const listGroups = () => rawAws(simulator.addresses.aws, 'Logs_20140328.DescribeLogGroups', {});
const listApplications = () => rawAws(simulator.addresses.aws, 'KinesisAnalytics_20180523.ListApplications', {});
const flink = () => Object.values(simulator.addresses.flink).map((base) => `${base}overview`) as [string, string];

describe('a disturbed service', () => {
  it.each([
    ['throttling', 400, 'ThrottlingException'],
    ['expired-credentials', 400, 'ExpiredTokenException'],
    ['server-error', 500, 'InternalFailure'],
    ['access-denied', 400, 'AccessDeniedException'],
  ] as const)('answers to %s as services do, and no other service is touched', async (kind, status, name) => {
    await disturb('logs', kind);
    expect(await listGroups()).toMatchObject({ status, body: { __type: name } });
    expect((await listApplications()).status).toBe(200);
    await simulator.setNetworkFault({ change: 'off', service: 'logs', kind });
    expect((await listGroups()).status).toBe(200);
  });

  it('says so in the protocol that it was asked in', async () => {
    await disturb('monitoring', 'throttling');
    const answer = await fetch(simulator.addresses.aws, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization:
          'AWS4-HMAC-SHA256 Credential=any/20261013/us-east-1/monitoring/aws4_request, SignedHeaders=host, Signature=00',
      },
      body: 'Action=ListMetrics&Version=2010-08-01',
    });
    expect(answer.headers.get('content-type')).toContain('xml');
    expect(await answer.text()).toMatch(/<Error><Type>Sender<\/Type><Code>Throttling/);
  });

  it('closes the connection when it is refused', async () => {
    await disturb('logs', 'refused');
    await expect(listGroups()).rejects.toThrow('fetch failed');
  });

  it('answers garbage: a page of somebody else’s, and an answer that breaks off, by turns', async () => {
    await disturb('logs', 'garbage');
    await expect(listGroups()).rejects.toThrow(/Unexpected token '<'/);
    await expect(listGroups()).rejects.toThrow(/JSON/);
  });

  it('damages its answers on their way, and leaves their status', async () => {
    const whole = await listGroups();
    const damaged = async (kind: NetworkFault['kind']) => {
      await disturb('logs', kind);
      const answer = await fetch(simulator.addresses.aws, rawRequest('Logs_20140328.DescribeLogGroups', {}));
      const text = await answer.text();
      await simulator.setNetworkFault({ change: 'off', service: 'logs', kind });
      expect(answer.status).toBe(200);
      return text;
    };
    const text = JSON.stringify(whole.body);
    expect(await damaged('empty')).toBe('');
    expect(await damaged('truncated')).toBe(text.slice(0, Math.floor(text.length / 2)));
    expect(JSON.parse(await damaged('wrong-json'))).toBeInstanceOf(Array);
    expect(await damaged('wrong-types')).toMatch(/"logGroups":(?!\[\{"arn":")/);
    expect(await damaged('not-numbers')).toContain('"storedBytes":"NaN"');
  });

  it('drips: the first bytes come at once, the last when it is over', async () => {
    await disturb('logs', 'slow-drip');
    const answer = await fetch(simulator.addresses.aws, rawRequest('Logs_20140328.DescribeLogGroups', {}));
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(4);
    await simulator.setNetworkFault({ change: 'off', service: 'logs', kind: 'slow-drip' });
    let rest = 0;
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) rest += part.value.length;
    expect(rest).toBeGreaterThan(4);
  });

  it.each(['clock-ahead', 'clock-behind'] as const)(
    'has a clock of its own with %s: the SDK finds out and signs by it',
    async (kind) => {
      await simulator.close();
      const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
      simulator = await startTestSimulator({
        historyHours: 0,
        applications: 2,
        scenario: 'healthy',
        credentials,
        clock: systemClock,
      });
      const service = managedService(await simulator.aws());
      await disturb('kinesisanalytics', kind);
      expect(await service.list(never)).toMatchObject({ ok: true });
      await simulator.setNetworkFault({ change: 'off', service: 'kinesisanalytics', kind });
      // The first request after the clock was set right may be lost: the SDK learns from its refusal.
      await service.list(never);
      expect(await service.list(never)).toMatchObject({ ok: true });
      service.close();
    },
  );

  it('hits every other request of those that a clear one means, and one of ten of a mild one', async () => {
    const share = async (severity: NetworkFault['severity']) => {
      await disturb('logs', 'server-error', severity);
      const answers = await Promise.all(Array.from({ length: 200 }, listGroups));
      return answers.filter(({ status }) => status === 500).length / answers.length;
    };
    expect(await share('clear')).toBeCloseTo(0.5, 0.9);
    expect(await share('mild')).toBeCloseTo(0.1, 0.9);
    expect(await share('severe')).toBe(1);
  });

  it('is understood by the app’s own client for what it is', async () => {
    const service = managedService(await simulator.aws({ requestTimeout: millis(300) }));
    const kindOf = async (kind: NetworkFault['kind']) => {
      await disturb('kinesisanalytics', kind);
      const answer = await service.list(never);
      await simulator.setNetworkFault({ change: 'off', service: 'kinesisanalytics', kind });
      return answer.ok ? 'ok' : answer.error.kind;
    };
    expect(await kindOf('expired-credentials')).toBe('credentials-expired');
    expect(await kindOf('refused')).toBe('unreachable');
    expect(await kindOf('garbage')).toBe('bad-response');
    expect(await kindOf('timeout')).toBe('timeout');
    expect(await kindOf('slow-drip')).toBe('timeout');
    expect(await kindOf('access-denied')).toBe('access-denied');
    expect(await kindOf('truncated')).toBe('bad-response');
    expect(await kindOf('empty')).toBe('bad-response');
    expect(await kindOf('wrong-json')).toBe('bad-response');
    expect(await kindOf('wrong-types')).toBe('bad-response');
    service.close();
  });
});

describe('an answer that is late', () => {
  it('comes when its time has come', async () => {
    await disturb('logs', 'latency', 'clear');
    let answered = false;
    const asked = listGroups().then(() => (answered = true));
    // Another request goes there and back: the first has long been taken in.
    await listApplications();
    simulator.pass(1_900);
    await listApplications();
    expect(answered).toBe(false);
    simulator.pass(200);
    expect(await asked).toBe(true);
  });

  it('never comes of a service that does not answer; who waits is let go when that is over', async () => {
    await disturb('logs', 'timeout');
    const asked = listGroups();
    await listApplications();
    await simulator.setNetworkFault({ change: 'off', service: 'logs', kind: 'timeout' });
    await expect(asked).rejects.toThrow('fetch failed');
  });
});

it('one application’s Flink interface can be disturbed alone, or all of them', async () => {
  const [first, second] = flink();
  const [name = ''] = Object.keys(simulator.addresses.flink);
  await disturb('flink', 'server-error', 'severe', name);
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([502, 200]);
  await disturb('flink', 'throttling');
  expect([(await fetch(first)).status, (await fetch(second)).status]).toEqual([502, 429]);
  expect((await simulator.state()).network).toEqual([
    { service: 'flink', kind: 'server-error', severity: 'severe', application: name },
    { service: 'flink', kind: 'throttling', severity: 'severe', application: null },
  ]);
});
