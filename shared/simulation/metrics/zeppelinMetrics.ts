import type { Millis } from '../../units/units.ts';
import { drift, keyOf } from '../random.ts';
import type { ApplicationRuntime } from '../runtime/runtime.ts';
import { STEP } from '../types.ts';
import type { Sampler, SeriesMaker } from './samplers.ts';
import { sampler } from './samplers.ts';

/** What the Zeppelin server of a notebook reports of itself: the more paragraphs run, the more it has to do. */
export function zeppelinSamplers(application: ApplicationRuntime, make: SeriesMaker): Sampler[] {
  const key = keyOf(application.key, 'zeppelin');
  const wander = (from: Millis, of: number) => drift(key ^ of, from / 900_000);
  const paragraphs = () => application.jobs.filter(({ state }) => state === 'RUNNING').length;
  return [
    sampler(make('zeppelinCpuUtilization', 'Percent', {}), (from) => 4 + 1.5 * paragraphs() + 3 * wander(from, 1)),
    sampler(make('zeppelinHeapMemoryUtilization', 'Percent', {}), (from) => 34 + 2 * paragraphs() + 9 * wander(from, 2)),
    sampler(make('zeppelinThreadCount', 'Count', {}), (from) => Math.round(112 + 4 * paragraphs() + 9 * wander(from, 3))),
    sampler(make('zeppelinWaitingJobs', 'Count', {}), (from) => (wander(from, 4) > 0.75 ? 1 : 0)),
    sampler(make('zeppelinServerUptime', 'Seconds', {}), (from) => Math.round((from + STEP - application.since) / 1000)),
  ];
}
