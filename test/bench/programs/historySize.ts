import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { KeptSeries } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { predictedBytes } from '#electron/history/predictedBytes.ts';
import { DAY, MINUTE, millis } from '#shared/units/units.ts';
import { logLine } from './logLines.ts';

/** Prints the bytes of a history's file after some hours of so many applications and series, predicted and real: applications, series, hours, lines an application and minute. */
const [applications = 50, series = 25, hours = 24, lines = 2] = process.argv.slice(2).map(Number);
const START = Date.UTC(2026, 9, 13, 12);

const folder = mkdtempSync(join(tmpdir(), 'streamgauge-bench-'));
const at = (minute: number): number => START + minute * MINUTE;
let state = 1;
const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;

const kept = Array.from({ length: applications }, (_, a) =>
  Array.from({ length: series }, (_, s): KeptSeries => ({
    connection: 'bench',
    application: `arn:aws:kinesisanalytics:us-east-1:123456789012:application/app-${a}`,
    namespace: 'AWS/KinesisAnalytics',
    metric: `metric${s}`,
    dimensions: { Application: `app-${a}` },
    statistic: 'Average',
    unit: 'Count',
    period: MINUTE,
  })),
).flat();

/** Writes minute by minute, as an engine does. Answers the file's bytes and the milliseconds of a processor that it took. */
function write(name: string, minute: (history: ReturnType<typeof openHistory>, n: number) => void) {
  const file = join(folder, name);
  const history = openHistory({ file, mode: 'write', log: (line) => void process.stderr.write(`${line}\n`) });
  const before = process.cpuUsage();
  for (let n = 0; n < hours * 60; n++) {
    minute(history, n);
    history.flush();
  }
  const rolled = (): number => {
    // Four days on all that was written is rolled up.
    const now = new Map([['bench', millis(at(hours * 60) + 4 * DAY)]]);
    for (let i = 0; i < 2_000; i++) history.tidy(now, { retention: millis(400 * DAY), mostBytes: 1e12 });
    return history.status().bytes;
  };
  const { user, system } = process.cpuUsage(before);
  return { file, history, processor: (user + system) / 1000, rolled };
}
const close = ({ file, history }: ReturnType<typeof write>): number => {
  history.close();
  return statSync(file).size;
};

const samples = write('samples.sqlite', (history, n) => {
  // Half of the figures are whole numbers, as counts are.
  kept.forEach((each, i) =>
    history.samples.put(each, [
      { at: millis(at(n)), value: i % 2 === 0 ? Math.floor(random() * 1e6) : random() * 1e6, mark: 'value' },
    ]),
  );
});
const rolled = samples.history.status().bytes;
const rolledTo = samples.rolled();
const samplesFile = Math.max(rolled, 0);
close(samples);

const logs = write('lines.sqlite', (history, n) => {
  for (let a = 0; a < applications; a++)
    history.lines.put(
      { connection: 'bench', application: `app-${a}` },
      Array.from({ length: lines }, () => logLine(at(n) + Math.floor(random() * MINUTE))),
    );
});
const logsFile = close(logs);

const count = { samples: kept.length * hours * 60, lines: applications * hours * 60 * lines };
process.stdout.write(
  JSON.stringify({
    samples: {
      count: count.samples,
      real: samplesFile,
      predicted: predictedBytes({ samples: count.samples }),
      processor: samples.processor,
    },
    rollups: { count: count.samples / 5, real: rolledTo, predicted: predictedBytes({ fiveMinutes: count.samples / 5 }) },
    lines: { count: count.lines, real: logsFile, predicted: predictedBytes({ lines: count.lines }), processor: logs.processor },
  }),
);
rmSync(folder, { recursive: true, force: true });
