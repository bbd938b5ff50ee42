import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordedCluster } from '../clients/recordedCluster.ts';
import { systemClock } from '#electron/clock.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { createStreamgauge } from './runStreamgauge.ts';
import type { Streamgauge } from './runStreamgauge.ts';

// A process each time, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

let program: Streamgauge;
let simulator: TestSimulator;
beforeAll(async () => {
  program = await createStreamgauge();
  simulator = await startTestSimulator({ scenario: 'slow-sink', historyHours: 3, clock: systemClock, speed: 30 });
});
afterAll(async () => {
  await program.close();
  await simulator.close();
});
const asked = () => ['logs', '--address', simulator.addresses.control, '--app', 'orders-enrichment'];
const logs = (...argv: string[]) => program.run(...asked(), ...argv);

describe('streamgauge logs', () => {
  it('tells the newest lines, and that there are more', async () => {
    const { code, out, complaints } = await logs('--limit', '5');
    expect(code).toBe(0);
    expect(complaints).toBe('There are more: these are the newest 5; --limit takes more.\n');
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (INFO|WARN) +\w+ \S/);
    expect(lines).toEqual([...lines].sort());
  });

  it('searches with a pattern, as JSON with the parts of each line and as CSV', async () => {
    const json = await logs('--pattern', 'REQUEST_TIMED_OUT', '--minutes', '120', '--json');
    expect(json.code).toBe(0);
    const { records, truncated } = JSON.parse(json.out) as {
      records: { level: string; message: string; trace: string[] }[];
      truncated: boolean;
    };
    expect(truncated).toBe(false);
    expect(records.length).toBeGreaterThan(5);
    for (const { level, message, trace } of records) {
      expect(level).toBe('WARN');
      expect(message).toContain('REQUEST_TIMED_OUT');
      expect(trace).toEqual([]);
    }
    const csv = await logs('--pattern', 'REQUEST_TIMED_OUT', '--limit', '2', '--csv');
    expect(csv.out.split('\r\n')).toHaveLength(4);
    expect(csv.out).toMatch(/^time,level,logger,message,stack trace,stream\r\n/);

    const nothing = await logs('--pattern', '"nobody ever logged this"');
    expect(nothing).toEqual({ code: 0, out: '', complaints: 'No line of this time matches.\n' });
    const broken = await logs('--pattern', '{ $.broken');
    expect(broken.code).toBe(2);
    expect(broken.complaints).toMatch(/pattern/i);
  });

  it('groups what tells of trouble', async () => {
    const { code, out } = await logs('--groups', '--minutes', '120', '--json');
    expect(code).toBe(0);
    const { groups, lines } = JSON.parse(out) as {
      groups: { title: string; level: string; count: number; first: string; last: string }[];
      lines: number;
    };
    const [group] = groups;
    expect(group).toMatchObject({ level: 'WARN', title: expect.stringContaining('REQUEST_TIMED_OUT') });
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(lines);
    expect(Date.parse(group?.first ?? '')).toBeLessThan(Date.parse(group?.last ?? ''));

    const text = await logs('--groups');
    expect(text.out).toMatch(/^LEVEL +COUNT +NEW +FIRST SEEN +LAST SEEN +TREND +WHAT\nWARN +\d+/);
  });

  it('asks Logs Insights, in the guide’s words or in the user’s', async () => {
    const guides = await logs('--query', 'lines-per-logger', '--json');
    expect(guides.code).toBe(0);
    expect(guides.complaints).toMatch(/^\d+ rows; \d+ KiB scanned for \$0\.\d{6}; complete\.\n$/);
    const { columns, rows, scannedRecords } = JSON.parse(guides.out) as {
      columns: string[];
      rows: Record<string, string>[];
      scannedRecords: number;
    };
    expect(columns).toEqual(expect.arrayContaining(['logger', 'lines']));
    expect(rows.reduce((sum, { lines }) => sum + Number(lines), 0)).toBe(scannedRecords);

    const own = await logs('--query', 'stats count(*) as n by messageType | sort n desc', '--csv');
    expect(own.out).toMatch(/^messageType,n\r\nINFO,\d+\r\nWARN,\d+\r\n$/);
    const wrong = await logs('--query', 'nonsense!');
    expect(wrong.code).toBe(2);
    expect(wrong.out).toBe('');
  });

  it('follows the log for some minutes, one JSON object a line, and until it is stopped', async () => {
    const { code, out } = await logs('--follow', '--minutes', '2', '--json');
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { time: string });
    expect(lines.length).toBeGreaterThan(10);
    const times = lines.map(({ time }) => time);
    expect(new Set(out.trimEnd().split('\n')).size).toBe(lines.length);
    expect(times[0]?.localeCompare(times.at(-1) ?? '')).toBe(-1);

    const stopped = await program.runUntil(/\n.*\n/, ...asked(), '--follow');
    expect(stopped.code).toBe(0);
  });

  it('of a cluster are somewhere else', async () => {
    const cluster = await recordedCluster('1.20/healthy');
    try {
      const { code, complaints } = await program.run('logs', '--url', cluster.origin);
      expect(code).toBe(2);
      expect(complaints).toMatch(/not in CloudWatch|--app: name one of/);
    } finally {
      await cluster.close();
    }
  });

  it.each([
    [['--groups', '--follow'], '--follow: does not go with --groups.'],
    [['--follow', '--pattern', 'x'], '--pattern: does not go with --follow.'],
    [['--query', 'exceptions', '--limit', '5'], '--limit: does not go with --query.'],
    [['--json', '--csv'], '--csv: does not go with --json.'],
    [['--limit', '0'], '--limit: must be a whole number from 1 to 10000, not "0".'],
    [['--minutes', '5', '--from', '2026-11-24'], '--minutes: does not go with --from.'],
  ])('refuses %o in one sentence, with 2', async (argv, sentence) => {
    expect(await logs(...argv)).toEqual({ code: 2, out: '', complaints: `${sentence}\n` });
  });
});
