import { describe, expect, it } from 'vitest';
import { blueprints, findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { resetFlow } from '#shared/simulation/flow/reset.ts';
import { cutOf, goBack } from '#shared/simulation/flow/cut.ts';
import { stepApplication } from '#shared/simulation/runtime/application.ts';
import { buildApplication } from '#shared/simulation/runtime/buildApplication.ts';
import { interruptJob } from '#shared/simulation/runtime/jobs.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import { STEP } from '#shared/simulation/types.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { stage } from '#test/support/flows.ts';
import { NOON } from '#test/support/worlds.ts';

describe('a job that goes back to a checkpoint', () => {
  it.each(blueprints.filter(({ mode, jobs }) => mode === 'STREAMING' && jobs.length > 0).map((each) => [each.id, each] as const))(
    '%s has what it had then: state, open windows and what waited between its vertices',
    (_, blueprint) => {
      const [job] = blueprint.jobs;
      if (job === undefined) throw new Error('no job');
      const { flow, play } = stage(blueprint, job, 5);
      play(createStrain(), 60);
      const then = cutOf(flow);
      const before = flow.vertices.map(({ state }) => sum(state));
      play(createStrain(), 25);
      resetFlow(flow);
      goBack(flow, then);
      expect(flow.vertices.map(({ state }) => sum(state))).toEqual(before);
      expect(cutOf(flow)).toEqual(then);
      expect(flow.edges.map(({ carried }) => carried)).toEqual(then.queues.map((queue) => sum(queue)));
    },
  );
});

it('goes back to its last completed checkpoint when it fails', () => {
  const blueprint = findBlueprint('iot-rollup-s3');
  let now = NOON;
  const place = { region: 'us-east-1', accountId: '123456789012', now: () => now };
  const application = buildApplication(blueprint.id, blueprint, { seed: 7, begin: NOON, running: true }, place);
  for (let i = 0; i < 31; i++) {
    stepApplication(application, now, place);
    now = millis(now + STEP);
  }
  const [job] = application.jobs;
  if (job === undefined || job.checkpoints.cut === null) throw new Error('No checkpoint was completed.');
  const { cut } = job.checkpoints;
  expect(cutOf(job.flow)).not.toEqual(cut);
  interruptJob(application, job, now, SECOND);
  expect(cutOf(job.flow)).toEqual(cut);
});
