import type { FlameRound } from '../../../clients/flink/flameGraph.ts';
import { readFlame } from '../../../clients/flink/flameGraph.ts';
import { mergeBoth } from '#shared/analysis/flame/combine.ts';
import type { FlameSampling } from '#shared/model/insight/flame.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { InsightContext, InsightReader, InsightTopic } from '../insightReader.ts';

/** Flink serves a graph for so long before it samples anew (`rest.flamegraph.refresh-interval`, unless configured). */
const REFRESH = MINUTE;

/** What was sampled of one job. */
interface Sampled {
  readonly job: string;
  readonly rounds: number;
  readonly at: Millis | null;
  readonly trees: FlameSampling['trees'];
}

/**
 * Samples a vertex, or one of its subtasks, for as many minutes of real time from when it is first read, and merges what comes. A graph from
 * before that is left out: Flink gives the old one while it samples anew. When the time is over nothing is asked any more.
 */
export function flameReader({ vertex, subtask, minutes }: InsightTopic<'flame'>): InsightReader<'flame'> {
  let end: number | null = null;
  let until: Millis | null = null;
  let final = false;
  let state: FlameSampling['state'] = 'sampling';
  let sampled: Sampled = nothingOf('');
  /** Of the newest graph that was answered, whether it counts or not; null while there was none. */
  let newest: Millis | null = null;
  let first = true;
  /** Told again as the same object while nothing is new, so that it is not sent again. */
  let told: FlameSampling | null = null;

  const take = (job: string, round: FlameRound, now: Millis): void => {
    const before = !first;
    first = false;
    state = round.state === 'ended' || round.state === 'disabled' ? round.state : 'sampling';
    // A cluster does not change its mind; a vertex that has ended may be running again after a restart.
    if (state === 'disabled') final = true;
    if (round.state !== 'sampled') return;
    newest = round.at;
    // It was there before anybody asked, and is being replaced by a new one.
    if (!before && now - round.at > REFRESH) return;
    const trees = sampled.trees === null ? round.trees : mergeBoth(sampled.trees, round.trees);
    sampled = { job, rounds: sampled.rounds + 1, at: round.at, trees };
  };

  return {
    done: () => final,
    async read({ place, clock, now, job, speed = () => 1 }: InsightContext, signal) {
      end ??= clock.now() + minutes * MINUTE;
      if (sampled.job !== place.job) [sampled, newest, first] = [nothingOf(place.job), null, true];
      const left = end - clock.now();
      if (left <= 0) {
        final = true;
        if (state === 'sampling') state = 'done';
      } else {
        const round = await readFlame(place.rest, { job: place.job, vertex, subtask }, newest, signal);
        if (!round.ok) return round;
        take(place.job, round.value, now());
      }
      const ends = now() + Math.max(0, left) * speed();
      // Told anew only when the connection's time goes faster or slower than before.
      if (until === null || Math.abs(ends - until) > 5 * SECOND * speed()) until = millis(ends);
      const { trees, rounds, at } = sampled;
      const name = job()?.vertices.find(({ id }) => id === vertex)?.name ?? vertex;
      const isSame = told?.name === name && told.state === state && told.until === until;
      if (told !== null && isSame && told.rounds === rounds && told.trees === trees) return ok(told);
      const samples = trees === null ? 0 : trees.on.value + trees.off.value;
      told = { vertex, name, subtask, state, until, rounds, samples, sampledAt: at, trees };
      return ok(told);
    },
  };
}

const nothingOf = (job: string): Sampled => ({ job, rounds: 0, at: null, trees: null });
