import { describe, expect, it } from 'vitest';
import type { Blueprint } from '#shared/simulation/blueprint.ts';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import { suits } from '#shared/simulation/faults/faults.ts';
import { faultKinds } from '#shared/simulation/faults/kinds.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import { sum } from '#shared/simulation/flow/numbers.ts';
import { totalBacklog } from '#shared/simulation/flow/sources.ts';
import { obey, stepApplication } from '#shared/simulation/runtime/application.ts';
import { buildApplication } from '#shared/simulation/runtime/buildApplication.ts';
import type { ApplicationRuntime, JobRuntime } from '#shared/simulation/runtime/runtime.ts';
import { STEP } from '#shared/simulation/types.ts';
import { millis } from '#shared/units/units.ts';
import { NOON } from '#test/support/worlds.ts';

const WARM = 8;
const STEPS = 52;

/** Some minutes of an application that a fault befalls; `look` after each step. */
function suffer(blueprint: Blueprint, kind: FaultKind, look: (application: ApplicationRuntime) => void): void {
  let now = NOON;
  const place = { region: 'us-east-1', accountId: '123456789012', now: () => now };
  const application = buildApplication(blueprint.id, blueprint, { seed: 7, begin: NOON, running: true }, place);
  for (let i = 0; i < WARM + STEPS; i++) {
    if (i === WARM) {
      const fault = { id: 'it', kind, application: blueprint.id, severity: 'severe', onset: millis(0), duration: null } as const;
      obey(application, { kind: 'fault-on', fault }, now, place);
    }
    stepApplication(application, now, place);
    now = millis(now + STEP);
    look(application);
  }
}

/** Everything of a job that only grows while the same attempt lives. */
const counters = ({ flow, checkpoints }: JobRuntime): number[] => [
  checkpoints.completed,
  checkpoints.failed,
  ...flow.vertices.flatMap(({ recordsIn, recordsOut, late, busySum, backpressuredSum, idleSum }) => [
    sum(recordsIn),
    sum(recordsOut),
    sum(late),
    sum(busySum),
    sum(backpressuredSum),
    sum(idleSum),
  ]),
  ...flow.vertices.map(({ slowest }) => (Number.isNaN(slowest) ? 0 : slowest)),
];

const near = (actual: number, expected: number) => Math.abs(actual - expected) <= 1e-6 * (1 + Math.abs(expected));

/** What does not hold of the records of a running job. */
function unbalanced({ sources, jobs }: ApplicationRuntime): string[] {
  const wrong: string[] = [];
  for (const [id, source] of sources) {
    if (!near(sum(source.position) + totalBacklog(source), sum(source.arrived))) wrong.push(`${id}: read or waits`);
  }
  for (const { flow } of jobs) {
    for (const { from, to, blueprint, shipStrategy, delivered } of flow.edges) {
      const copies = shipStrategy === 'BROADCAST' ? to.parallelism : 1;
      if (!near(delivered, sum(from.recordsOut) * blueprint.share * copies)) wrong.push(`${from.name}: sent or not`);
    }
    for (const { name, inputs, recordsIn } of flow.vertices) {
      const came = inputs.reduce((all, { carried, delivered }) => all + carried + delivered, 0);
      const waits = inputs.reduce((all, { queue }) => all + sum(queue), 0);
      if (inputs.length > 0 && !near(sum(recordsIn) + waits, came)) wrong.push(`${name}: processed or waits`);
    }
  }
  return wrong;
}

/** What cannot be. */
function impossible({ jobs, machines, sources }: ApplicationRuntime): string[] {
  const wrong: string[] = [];
  const check = (what: string, values: readonly number[], most = Infinity) => {
    if (!values.every((value) => value >= 0 && value <= most)) wrong.push(what);
  };
  for (const { flow } of jobs) {
    for (const { name, busy, backpressured, idle, state, dirty, processed, emitted } of flow.vertices) {
      for (let i = 0; i < busy.length; i++) {
        if (!near((busy[i] ?? 0) + (backpressured[i] ?? 0) + (idle[i] ?? 0), 1000)) wrong.push(`${name}: a second`);
      }
      check(name, [...busy, ...backpressured, ...idle], 1000.001);
      check(name, [...state, ...dirty, ...processed, ...emitted]);
    }
  }
  for (const { id, cpu, heap, containerCpu, containerMemory, containerDisk, threads } of machines) {
    check(id, [cpu, heap, containerCpu, containerMemory, containerDisk], 100);
    check(id, [threads]);
  }
  for (const [id, { behind, reading, refused }] of sources) check(id, [...behind, ...reading, refused]);
  return wrong;
}

describe.each(blueprints.map((blueprint) => [blueprint.id, blueprint] as const))('%s, whatever befalls it', (_, blueprint) => {
  it('keeps its books: records, seconds, counters', () => {
    for (const kind of faultKinds) {
      if (!suits(kind, blueprint)) continue;
      const before = new Map<string, number[]>();
      suffer(blueprint, kind, (application) => {
        const running = { ...application, jobs: application.jobs.filter(({ state }) => state === 'RUNNING') };
        expect(unbalanced(running), kind).toEqual([]);
        expect(impossible(application), kind).toEqual([]);
        for (const job of running.jobs) {
          const life = `${job.id} ${job.restarts}`;
          const now = counters(job);
          const was = before.get(life) ?? now;
          expect(
            now.filter((value, i) => value < (was[i] ?? 0)),
            `${kind}: falls`,
          ).toEqual([]);
          before.set(life, now);
        }
      });
    }
  });
});
