import { systemClock } from '#electron/clock.ts';
import { startSimulator } from '#electron/simulator/startSimulator.ts';
import { demo } from '#shared/simulation/scenarios/demo.ts';
import { HOUR, SECOND, millis } from '#shared/units/units.ts';
import type { Benchmark, BenchResult } from './result.ts';
import { spreadOf } from './result.ts';
import type { Load } from './runningEngine.ts';
import { runningEngine } from './runningEngine.ts';

const SIZES = [20, 100, 500] as const;
/** The first answers, sessions of every dashboard, an hour of figures. */
const WARM_UP = 90;
const SECONDS = 120;
/** Of one core: what an app that runs all day may take. */
const GOAL_PROCESSOR = 25;
const GOAL_RESIDENT = 1024;

/** What the engine takes while it watches a fleet in real time, with its page open and its history on disk. */
export const engine: Benchmark = {
  name: 'engine',
  title: 'The engine beside a fleet',
  async run(log) {
    const results: BenchResult[] = [];
    for (const applications of SIZES) {
      const loads = await measure(applications);
      const shares = loads.slice(1).map((load, i) => (load.processor - (loads[i]?.processor ?? 0)) / (SECOND / 100));
      const mean = ((loads.at(-1)?.processor ?? 0) - (loads[0]?.processor ?? 0)) / ((loads.length - 1) * (SECOND / 100));
      const processor = { ...spreadOf(shares), median: Number(mean.toFixed(1)) };
      const resident = spreadOf(
        loads.map((load) => load.resident),
        0,
      );
      const heap = spreadOf(
        loads.map((load) => load.heap),
        0,
      );
      log(`engine: ${applications} applications: ${processor.median} % of a core, ${resident.median} MiB`);
      const name = `${applications} applications`;
      const common = { peer: null, ratio: null };
      results.push(
        {
          ...common,
          name: `${name}: processor, mean of ${SECONDS} s`,
          unit: '% of a core',
          ours: processor,
          goal: `at most ${GOAL_PROCESSOR} %`,
          met: mean <= GOAL_PROCESSOR,
        },
        {
          ...common,
          name: `${name}: memory`,
          unit: 'MiB',
          ours: resident,
          goal: `at most ${GOAL_RESIDENT} MiB`,
          met: resident.median <= GOAL_RESIDENT,
        },
        {
          ...common,
          name: `${name}: heap`,
          unit: 'MiB',
          ours: heap,
          goal: 'flat',
          met: heap.max <= 1.5 * Math.max(heap.min, 64),
        },
      );
    }
    return {
      results,
      notes: [
        `After ${WARM_UP} s; the fleet's page is open; time runs as it does for real services. The simulator is another process.`,
        'Memory is collected by the measurement every 10 s, and the time that takes is not counted.',
        'Of the processor the mean stands in the place of the median, and the quietest and the busiest second beside it.',
      ],
    };
  },
};

async function measure(applications: number): Promise<readonly Load[]> {
  const simulator = await startSimulator({
    scenario: demo,
    seed: 1,
    speed: 1,
    applications,
    history: millis(HOUR),
    port: 0,
    credentials: { accessKeyId: 'AKIDBENCH', secretAccessKey: 'made-up' },
    clock: systemClock,
    log: () => undefined,
  });
  const watched = await runningEngine(simulator.addresses.control, 1);
  try {
    for (let second = 0; second < WARM_UP; second++) await watched.next();
    const loads: Load[] = [];
    for (let second = 0; second <= SECONDS; second++) loads.push(await watched.next());
    await watched.end();
    return loads;
  } finally {
    await simulator.close();
    await watched.remove();
  }
}
