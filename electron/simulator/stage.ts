import { setImmediate } from 'node:timers/promises';
import { prepareWorld } from '#shared/simulation/createWorld.ts';
import { withApplications } from '#shared/simulation/scenarios/fleet.ts';
import { STEP } from '#shared/simulation/types.ts';
import type { Scenario } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import { createPace } from './pace.ts';
import { simulatedClock } from './simulatedClock.ts';
import { createSimulation } from './simulation.ts';
import type { Simulation } from './simulation.ts';

/** What is to be played. */
export interface Playing {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Else as many as before; at first, as many as the scenario has. */
  readonly applications?: number | undefined;
  /** Else the minute that it is now. */
  readonly start?: Millis | undefined;
  readonly history?: Millis | undefined;
}

/** Where one world after the other is played. While one is made ready, the one before goes on and is asked. */
export interface Stage {
  readonly current: Simulation;
  /** How many worlds there have been. */
  readonly count: number;
  /** When the present one began to play, real time. */
  readonly began: Millis;
  readonly jumpingTo: Millis | null;
  readonly starting: { readonly scenario: string; readonly done: number } | null;
  /** Makes the world of a scenario ready, history and all, then puts it in the place of the present one. */
  play(next: Playing): Promise<void>;
  /** Moves the clock ahead piece by piece: who asks meanwhile is answered, and sees it run. */
  jump(duration: Millis): Promise<void>;
}

/** More applications than this begin with an hour of history instead of six: half a minute would pass until they are there. */
const LARGE_FLEET = 60;
const defaultHistory = (applications: number): Millis => (applications > LARGE_FLEET ? HOUR : millis(6 * HOUR));

export interface StageOptions {
  readonly speed: number;
  readonly clock: Clock;
  /** Aborted when the simulator is closed: what is being made ready or jumped is given up. */
  readonly closed: AbortSignal;
}

export async function createStage(first: Playing, { speed, clock: real, closed }: StageOptions): Promise<Stage> {
  const pace = createPace(real);
  let starting: Stage['starting'] = null;
  let jumpingTo: Millis | null = null;
  let jumped: Promise<void> = Promise.resolve();
  let count = 1;
  let { applications } = first;

  /** Null when the simulator was closed meanwhile. */
  const makeReady = async (playing: Playing, told: (done: number) => void): Promise<ReadyWorld | null> => {
    const { seed } = playing;
    const scenario =
      playing.applications === undefined ? playing.scenario : withApplications(playing.scenario, playing.applications);
    const start = playing.start ?? millis(Math.floor(real.now() / MINUTE) * MINUTE);
    const history = playing.history ?? defaultHistory(scenario.applications.length);
    const world = prepareWorld({ seed, scenario, start, history });
    const begin = world.now;
    while (world.now <= start - STEP) {
      pace.advance(world, millis(Math.min(start, world.now + pace.piece())));
      told((world.now - begin) / Math.max(1, start - begin));
      await setImmediate();
      if (closed.aborted) return null;
    }
    return { scenario, seed, world, start };
  };
  const begin = ({ start, ...ready }: ReadyWorld, startSpeed: number): Simulation =>
    createSimulation({ ...ready, start, pace, clock: simulatedClock(real, start, startSpeed, pace) });

  const opening = await makeReady(first, () => undefined);
  if (opening === null) throw new Error('The simulator was closed before it had started.');
  let current = begin(opening, speed);
  let began = real.now();

  const jump = async (duration: Millis): Promise<void> => {
    const jumping = current;
    const goesOn = () => current === jumping && !closed.aborted;
    let now = jumping.catchUp();
    const target = millis(now + duration);
    jumpingTo = target;
    while (now < target && goesOn()) {
      jumping.clock.change({ advance: Math.min(target - now, pace.piece()) });
      now = jumping.catchUp();
      await setImmediate();
    }
    jumpingTo = null;
  };

  return {
    get current() {
      return current;
    },
    get count() {
      return count;
    },
    get began() {
      return began;
    },
    get jumpingTo() {
      return jumpingTo;
    },
    get starting() {
      return starting;
    },
    async play(next) {
      const scenario = next.scenario.id;
      starting = { scenario, done: 0 };
      try {
        const playing = { ...next, applications: next.applications ?? applications };
        const ready = await makeReady(playing, (done) => (starting = { scenario, done }));
        if (ready === null) return;
        ({ applications } = playing);
        const { speed: before, paused } = current.clock;
        current = begin(ready, before);
        current.clock.change({ paused });
        count += 1;
        began = real.now();
      } finally {
        starting = null;
      }
    },
    jump(duration) {
      jumped = jumped.then(() => jump(duration));
      return jumped;
    },
  };
}

interface ReadyWorld extends Pick<Simulation, 'scenario' | 'seed' | 'world'> {
  readonly start: Millis;
}
