import type { ArrivalEpisode } from '../../blueprint.ts';
import type { Millis } from '../../../units/units.ts';
import { HOUR, MINUTE } from '../../../units/units.ts';
import { drift, uniform, wobble } from '../../random.ts';
import { STEP } from '../../types.ts';
import type { SourceFlow } from '../sources.ts';

/** Records a second: the day's curve, a slow drift, a little unrest, and episodes. What is bounded is there from the beginning. */
export function arrivalRate({ blueprint: { arrivals, bounded }, key, strain }: SourceFlow, time: Millis): number {
  if (bounded !== undefined) return 0;
  const hour = (time % (24 * HOUR)) / HOUR;
  const day = Math.cos(((hour - arrivals.peak) * Math.PI) / 12);
  const wander = drift(key, time / (12 * MINUTE)) * 0.7 + wobble(key ^ 0x51ab, time / STEP) * 0.3;
  let rate = arrivals.mean * (1 + arrivals.swing * day) * (1 + arrivals.noise * wander);
  for (const episode of arrivals.episodes ?? []) rate *= during(episode, key, time);
  return Math.max(0, rate * (strain?.arrivals ?? 1));
}

/** What was held back comes in this share of the time that it was held back for. */
const CATCHES_UP = 0.5;

/** Times what comes else. Each source has its own moment in every round. */
function during(episode: ArrivalEpisode, key: number, time: Millis): number {
  const { every, lasts } = episode;
  const since = (time + uniform(key, 55) * every) % every;
  if (since < lasts) return episode.kind === 'spike' ? episode.times : 0;
  return episode.kind === 'outage' && since < lasts * (1 + CATCHES_UP) ? 1 + 1 / CATCHES_UP : 1;
}
