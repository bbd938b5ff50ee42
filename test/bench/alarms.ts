import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import type { AlarmDays } from '#test/support/alarms/healthyAlarmDays.ts';
import type { ScenarioAlarms } from '#test/support/alarms/scenarioAlarms.ts';
import type { MeasuredAlarms } from './alarms/page.ts';
import { firedAfter, namedIn, pageOf, playedOf, shareOf } from './alarms/page.ts';
import type { Benchmark } from './result.ts';
import { spreadOf } from './result.ts';
import { root, runProgram } from './runProgram.ts';

/** None that anything was tuned on. */
const SEEDS = { healthy: [11, 12], sick: [11, 12] };
/** Of alarm-days, in percent. */
const MOST_FALSE = 1;

/** How often the recommended alarms fire when nothing is wrong, and how soon when something is: `docs/alarms-measured.md`. */
export const alarms: Benchmark = {
  name: 'alarms',
  title: 'Recommended alarms on healthy days and on faults',
  async run(log) {
    const healthy: (AlarmDays & { readonly seed: number })[] = [];
    for (const seed of SEEDS.healthy) {
      const days = (await runProgram('alarms.ts', ['healthy', String(seed)])) as AlarmDays[];
      healthy.push(...days.map((each) => ({ ...each, seed })));
      log(`alarms: ${seed}: ${(100 * shareOf(days)).toFixed(2)} % of healthy alarm-days`);
    }
    const sick: ScenarioAlarms[][] = [];
    for (const seed of SEEDS.sick) sick.push((await runProgram('alarms.ts', ['scenarios', String(seed)])) as ScenarioAlarms[]);
    const measured: MeasuredAlarms = { healthy, sick, seeds: SEEDS };
    writeFileSync(
      join(root, 'docs', 'alarms-measured.md'),
      await format(pageOf(measured), { parser: 'markdown', printWidth: 130 }),
    );
    return resultsOf(measured);
  },
};

function resultsOf(measured: MeasuredAlarms) {
  const { healthy } = measured;
  const shares = recommendedAlarmIds
    .map((id) => healthy.filter(({ alarm }) => alarm === id))
    .filter((own) => own.length > 0)
    .map((own) => 100 * shareOf(own));
  const wanted = playedOf(measured).flatMap((played) => {
    const { alarms: named, silent } = namedIn(played);
    return named.filter((id) => !silent.has(id)).map((id) => firedAfter(played, id).length / played.runs.length);
  });
  const all = 100 * shareOf(healthy);
  const common = { peer: null, ratio: null };
  return {
    results: [
      {
        ...common,
        name: 'healthy alarm-days that fire, by alarm',
        unit: '%',
        ours: { ...spreadOf(shares, 2), median: Number(all.toFixed(2)) },
        goal: `at most ${MOST_FALSE} % of all`,
        met: all <= MOST_FALSE,
      },
      {
        ...common,
        name: 'runs of a scenario in which an alarm fires that the guide names',
        unit: '%',
        ours: spreadOf(wanted.map((share) => 100 * share)),
        goal: 'all, but where it cannot',
        met: wanted.every((share) => share === 1),
      },
    ],
    notes: [
      'The first median is the share of all alarm-days. By alarm, scenario and seed: [alarms, measured](alarms-measured.md).',
    ],
  };
}
