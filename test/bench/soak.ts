import { join } from 'node:path';
import { statSync } from 'node:fs';
import { awsServices } from '#electron/clients/aws/awsServices.ts';
import type { AwsServices } from '#electron/clients/aws/awsServices.ts';
import type { MetricQuery } from '#electron/clients/aws/cloudWatch.ts';
import { systemClock } from '#electron/clock.ts';
import type { History, KeptSeries } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { predictedBytes } from '#electron/history/predictedBytes.ts';
import { startSimulator } from '#electron/simulator/startSimulator.ts';
import { controlClient } from '#electron/clients/simulator/controlClient.ts';
import type { SimulatorState } from '#shared/simulation/control.ts';
import { demo } from '#shared/simulation/scenarios/demo.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { Benchmark } from './result.ts';
import { spreadOf } from './result.ts';
import type { Load, RunningEngine } from './runningEngine.ts';
import { runningEngine } from './runningEngine.ts';

const [APPLICATIONS, HOURS, SPEED] = [50, 24, 600];
/** Without the last minutes, whose points may not have been asked for yet. */
const EDGE = millis(20 * MINUTE);
const SIZE_TOLERANCE = 0.2;
const CREDENTIALS = { accessKeyId: 'AKIDBENCH', secretAccessKey: 'made-up' };
const never = new AbortController().signal;

/** A day of a fleet, fast: whether every minute was kept, the heap stays flat, and the file is as large as it should be. */
export const soak: Benchmark = {
  name: 'soak',
  title: 'A day of 50 applications in the engine',
  async run(log) {
    const simulator = await startSimulator({
      scenario: demo,
      seed: 1,
      speed: SPEED,
      applications: APPLICATIONS,
      history: millis(HOUR),
      port: 0,
      credentials: CREDENTIALS,
      clock: systemClock,
      log: () => undefined,
    });
    const control = controlClient(simulator.addresses.control, millis(30 * SECOND));
    const state = async (): Promise<SimulatorState> => {
      const answer = await control.state(never);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    // A minute that has begun is told with its beginning, which is before this.
    const from = millis(Math.ceil((await state()).now / MINUTE) * MINUTE);
    const watched = await runningEngine(simulator.addresses.control, SPEED);
    try {
      const loads = await watch(watched, async () => (await state()).now - from >= HOURS * HOUR);
      const { now } = await control.setClock({ paused: true }, never).then(state);
      await watched.end();
      const file = join(watched.folder, 'history.sqlite');
      const history = openHistory({ file, mode: 'read', log });
      const { expected, missed } = await compare(history, await state(), from, millis(now - EDGE));
      const status = history.status();
      const predicted = predictedBytes({ samples: status.samples, lines: status.lines, records: status.records });
      history.close();
      const size = statSync(file).size;
      // The first hours fill the caches that are bounded.
      const heaps = loads.slice(Math.floor(loads.length / 4)).map(({ heap }) => heap);
      const half = Math.floor(heaps.length / 2);
      const drift = mean(heaps.slice(half)) / mean(heaps.slice(0, half));
      log(
        `soak: ${missed} of ${expected} minutes missed, heap × ${drift.toFixed(2)}, ${(size / 1e6).toFixed(0)} MB, predicted ${(predicted / 1e6).toFixed(0)} MB`,
      );
      const common = { peer: null, ratio: null };
      return {
        results: [
          {
            ...common,
            name: 'minutes of figures that were missed',
            unit: 'minutes',
            ours: spreadOf([missed]),
            goal: 'none',
            met: missed === 0,
          },
          {
            ...common,
            name: 'heap of the engine',
            unit: 'MiB',
            ours: spreadOf(heaps),
            goal: 'flat: the second half within 10 % of the first',
            met: Math.abs(drift - 1) <= 0.1,
          },
          {
            ...common,
            name: 'file of the history',
            unit: 'MB',
            ours: spreadOf([size / 1e6]),
            peer: { name: 'predicted', version: '', ...spreadOf([predicted / 1e6]) },
            ratio: Number((size / predicted).toPrecision(3)),
            goal: `as predicted, within ${SIZE_TOLERANCE * 100} %`,
            met: Math.abs(size / predicted - 1) <= SIZE_TOLERANCE,
          },
        ],
        notes: [
          `${APPLICATIONS} applications, ${HOURS} simulated hours at ${SPEED} times real time. ${expected.toLocaleString('en-GB')} minutes of series that the service has were looked for in the file. ` +
            `It holds ${status.samples.toLocaleString('en-GB')} samples, ${status.records.toLocaleString('en-GB')} records and ${status.lines.toLocaleString('en-GB')} log lines. Heap of the second half of the day × ${drift.toFixed(2)} of the first.`,
        ],
      };
    } finally {
      await simulator.close();
      await watched.remove();
    }
  },
};

async function watch(engine: RunningEngine, isOver: () => Promise<boolean>): Promise<readonly Load[]> {
  const loads: Load[] = [];
  do loads.push(await engine.next());
  while (!(await isOver()));
  return loads;
}

/** What the service has of the series that the engine keeps each minute, looked for in its file. */
async function compare(history: History, state: SimulatorState, from: Millis, to: Millis) {
  let [expected, missed] = [0, 0];
  for (const region of state.regions) {
    const services = servicesOf(state, region);
    const listed = await services.managed.list(never);
    if (!listed.ok) throw new Error(listed.error.message);
    for (const { arn, name } of listed.value) {
      const kept = history.samples.list({ connection: 'simulator', application: arn }).filter(({ period }) => period === MINUTE);
      const answer = await services.metrics.read(kept.map(queryOf), { from, to }, never);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
      kept.forEach((series, i) => {
        const there = new Set(history.samples.read(series, from, to, 'raw').map(({ at }) => at));
        const points = answer.value[i] ?? [];
        expected += points.length;
        missed += points.filter(([at]) => !there.has(at)).length;
      });
    }
    services.close();
  }
  return { expected, missed };
}

const servicesOf = ({ aws, credentials }: SimulatorState, region: string): AwsServices =>
  awsServices({
    region,
    endpoint: aws,
    credentials: { kind: 'keys', ...credentials },
    connectTimeout: millis(5 * SECOND),
    requestTimeout: millis(60 * SECOND),
  });

function queryOf({ namespace, metric, dimensions, statistic, period }: KeptSeries): MetricQuery {
  if (statistic === 'Gauge') throw new Error(`${metric} is none of CloudWatch's.`);
  return { namespace, metric, dimensions, statistic, period };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
