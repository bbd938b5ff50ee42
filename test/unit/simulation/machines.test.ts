import { describe, expect, it } from 'vitest';
import { findBlueprint } from '#shared/simulation/blueprints/blueprints.ts';
import { buildMachines, loadMachines } from '#shared/simulation/runtime/machines.ts';
import { buffersOn } from '#shared/simulation/runtime/machines/buffers.ts';
import type { Machine } from '#shared/simulation/runtime/machines.ts';
import { createStrain } from '#shared/simulation/strain.ts';
import type { MachineStrain } from '#shared/simulation/strain.ts';
import { stage, strainWith } from '#test/support/flows.ts';

/** An application's machines after so many steps under a strain. */
function machinesOf(id: string, strain: Partial<MachineStrain> = {}, { steps = 40, computes = 0 } = {}): readonly Machine[] {
  const blueprint = findBlueprint(id);
  const [job] = blueprint.jobs;
  if (job === undefined) throw new Error('no job');
  const { flow, play } = stage(blueprint, job, 7);
  const machines = buildMachines(Math.ceil(blueprint.parallelism / blueprint.parallelismPerKpu), blueprint.parallelismPerKpu, 7);
  const [, vertex] = flow.vertices;
  if (vertex === undefined) throw new Error('one vertex');
  let count = 1_000_000;
  for (let i = 0; i < steps; i++) {
    play(strainWith(vertex, { compute: computes }), 1, () => {}, machines[0]?.contention);
    loadMachines(machines, [flow], count++, { ...createStrain().machines, ...strain });
  }
  return machines;
}

const highest = (machines: readonly Machine[], of: 'cpu' | 'heap' | 'contention' | 'containerMemory'): number =>
  Math.max(...machines.map((machine) => machine[of]));

describe('a machine', () => {
  it('has a container that uses more than its JVM, and a heap with room', () => {
    for (const { cpu, containerCpu, heap, containerMemory, exhausted, contention } of machinesOf('clickstream-sessions')) {
      expect(containerCpu).toBeGreaterThan(cpu);
      expect(heap).toBeLessThan(70);
      expect(containerMemory).toBeLessThan(75);
      expect([exhausted, contention]).toEqual([null, 1]);
    }
  });

  it('gives each task less when they want more than its core', () => {
    const busy = machinesOf('clickstream-sessions', {}, { computes: 5 });
    expect(highest(busy, 'cpu')).toBeGreaterThan(90);
    expect(highest(busy, 'contention')).toBeGreaterThan(1.3);
  });

  it('gives its tasks less of a core that something else takes', () => {
    const robbed = machinesOf('clickstream-sessions', { cpu: 70 });
    expect(Math.max(...robbed.map(({ containerCpu }) => containerCpu))).toBeGreaterThan(90);
    expect(highest(robbed, 'cpu')).toBeLessThan(60);
  });

  it('collects the old generation more the fuller its heap, and everything takes longer', () => {
    const [roomy, crowded, full] = [0, 50, 62].map((heap) => machinesOf('clickstream-sessions', { heap }));
    const collecting = (machines: readonly Machine[] = []) => machines.reduce((all, { oldCollecting }) => all + oldCollecting, 0);
    const collections = (machines: readonly Machine[] = []) =>
      machines.reduce((all, { oldCollections }) => all + oldCollections, 0);
    expect(collecting(crowded)).toBeGreaterThan(3 * collecting(roomy));
    expect(collecting(full)).toBeGreaterThan(2 * collecting(crowded));
    expect(collections(full)).toBeGreaterThan(collections(roomy));
    expect(highest(full ?? [], 'heap')).toBeGreaterThan(85);
    expect(highest(full ?? [], 'contention')).toBeGreaterThan(1.2);
    expect(full?.every(({ exhausted }) => exhausted === null)).toBe(true);
  });

  it('is exhausted when what lives fills the heap, or the container its memory', () => {
    expect(machinesOf('clickstream-sessions', { heap: 90 }).map(({ exhausted }) => exhausted)).toContain('heap');
    expect(
      machinesOf('clickstream-sessions', { native: 60, machine: 1 })
        .map(({ exhausted }) => exhausted)
        .slice(0, 3),
    ).toEqual([null, 'memory', null]);
  });

  it('leaks threads beside those of its tasks', () => {
    const [usual, leaking] = [machinesOf('clickstream-sessions'), machinesOf('clickstream-sessions', { threads: 400 })];
    const threads = (machines: readonly Machine[]) => machines.reduce((all, each) => all + each.threads, 0);
    expect(threads(leaking) - threads(usual)).toBe(400 * usual.length);
  });

  it('reserves managed memory where tasks have state', () => {
    expect(machinesOf('clickstream-sessions').every(({ managed }) => managed === 1)).toBe(true);
    expect(machinesOf('audit-firehose').every(({ managed }) => managed === 0)).toBe(true);
  });

  it('holds more network buffers while records wait', () => {
    const blueprint = findBlueprint('orders-enrichment');
    const [job] = blueprint.jobs;
    if (job === undefined) throw new Error('no job');
    const { flow, play } = stage(blueprint, job, 7);
    const buffers = () => Array.from({ length: 8 }, (_, m) => buffersOn([flow], m, 1));
    play(createStrain(), 20);
    const usual = buffers();
    play(strainWith(flow.vertices.find(({ blueprint: { uid } }) => uid === 'warehouse') ?? null, { wait: 20 }), 20);
    const waiting = buffers();
    usual.forEach((each, m) => expect(waiting[m]).toBeGreaterThan(each + 8));
    expect(Math.max(...usual)).toBeLessThan(400);
  });

  it('keeps counters that only rise, and figures that stay percentages, whatever is wrong', () => {
    for (const strain of [
      { heap: 95 },
      { collecting: 0.9 },
      { cpu: 120 },
      { native: 80 },
      { heap: 60, cpu: 60, collecting: 0.5 },
    ]) {
      let before = machinesOf('clickstream-sessions', strain, { steps: 1 });
      for (const steps of [10, 30]) {
        const now = machinesOf('clickstream-sessions', strain, { steps });
        now.forEach((machine, m) => {
          const { cpu, heap, containerCpu, containerMemory, containerDisk, contention } = machine;
          for (const percent of [cpu, heap, containerCpu, containerMemory, containerDisk]) {
            expect(percent).toBeGreaterThanOrEqual(0);
            expect(percent).toBeLessThanOrEqual(100);
          }
          expect(contention).toBeGreaterThanOrEqual(1);
          expect(Number.isFinite(contention)).toBe(true);
          for (const counter of ['youngCollections', 'youngCollecting', 'oldCollections', 'oldCollecting'] as const) {
            expect(machine[counter]).toBeGreaterThanOrEqual(before[m]?.[counter] ?? Infinity);
          }
        });
        before = now;
      }
    }
  });
});
