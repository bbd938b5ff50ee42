import { describe, expect, it } from 'vitest';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { outOfMemory } from '#shared/simulation/logs/machines.ts';
import { loadMachines } from '#shared/simulation/runtime/machines.ts';
import { exhaustion } from '#shared/simulation/runtime/machines/exhaustion.ts';
import { buildApplication } from '#shared/simulation/runtime/buildApplication.ts';
import { failJob } from '#shared/simulation/runtime/jobs.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import type { MachineStrain } from '#shared/simulation/strain.ts';
import { STEP } from '#shared/simulation/types.ts';
import { NOON } from '#test/support/worlds.ts';

/** An application that has run for days, one of whose machines has nothing left. */
function worn(strain: Partial<MachineStrain>) {
  const place = { region: 'us-east-1', accountId: '123456789012', now: () => NOON };
  const blueprint = findBlueprint('clickstream-sessions');
  const application = buildApplication('clicks', blueprint, { seed: 7, begin: NOON, running: true }, place);
  const flows = application.jobs.map(({ flow }) => flow);
  loadMachines(application.machines, flows, NOON / STEP, { ...createStrain().machines, machine: 1, ...strain });
  return application;
}

describe('a machine that has nothing left', () => {
  it('throws its job over: the heap an OutOfMemoryError, the container nothing, it is just gone', () => {
    const [heap, memory] = [worn({ heap: 90 }), worn({ native: 60 })].map((application) => exhaustion(application, NOON));
    expect(heap).toMatchObject({ machine: 1, losesMachine: true });
    expect(heap?.thrown[0]).toMatch(/^java\.lang\.OutOfMemoryError: (Java heap space|GC overhead limit exceeded)$/);
    const all = Array.from({ length: 100 }, (_, i) => outOfMemory(i / 100));
    expect(new Set(all).size).toBe(2);
    // The metaspace is another memory, with causes of its own.
    expect(all.filter((text) => text.includes('Metaspace'))).toEqual([]);
    expect(memory?.thrown.join('\n')).toContain('RemoteTransportException');
  });

  it('is replaced by another one, and the exception names it', () => {
    const application = worn({ heap: 90 });
    const [, lost] = application.machines;
    const [job] = application.jobs;
    const failure = exhaustion(application, NOON);
    if (job === undefined || failure === null) throw new Error('It has something left.');
    failJob(application, job, failure);
    expect(job.exceptions[0]?.taskManager).toBe(lost?.id);
    expect(application.machines.map(({ id }) => id)).not.toContain(lost?.id);
    expect([job.state, exhaustion(application, NOON)]).toEqual(['RESTARTING', null]);
  });

  it('is none while there is room', () => {
    expect(exhaustion(worn({ heap: 50, native: 20 }), NOON)).toBeNull();
  });
});
