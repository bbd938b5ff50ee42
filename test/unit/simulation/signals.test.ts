import { describe, expect, it } from 'vitest';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import { faults, suits } from '#shared/simulation/faults/faults.ts';
import { faultKinds } from '#shared/simulation/faults/kinds.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import { expectedSignals } from '#test/support/signals/expectedSignals.ts';
import { observe } from '#test/support/signals/observe.ts';

const SEEDS = [1, 2, 3, 4, 5];
const SEVERITIES = ['mild', 'clear', 'severe'] as const;
/** Wide jobs take long to simulate: they have a turn only, unless it is a problem of wide jobs. */
const WIDE = 32;

/** Each seed with each severity, and another application for each as long as there are others that it can befall. */
function turnsOf(kind: FaultKind) {
  const suited = blueprints.filter((blueprint) => suits(kind, blueprint));
  const narrow = suited.filter(({ parallelism }) => parallelism < WIDE);
  const turns = SEEDS.flatMap((seed) => SEVERITIES.map((severity) => ({ seed, severity })));
  const chosen = narrow.length > 0 ? turns : turns.filter((_, i) => i % 4 === 0);
  return chosen.map((turn, i) => {
    const from = narrow.length === 0 || i === 0 ? suited : narrow;
    const application = from[(i + 1) % from.length];
    if (application === undefined) throw new Error(`${kind} can befall nobody.`);
    return { ...turn, application: application.id };
  });
}

describe.each(faultKinds)('%s', (kind) => {
  const expected = expectedSignals[kind];
  const turns = turnsOf(kind);

  it(`moves its signals: ${expected.map(({ signal }) => signal).join(', ')}`, { timeout: 60_000 }, () => {
    const still = turns.flatMap(({ application, seed, severity }) => {
      const hours = observe(application, seed, { kind, severity });
      const missing = expected.filter(({ moved }) => !moved(hours)).map(({ signal }) => signal);
      return missing.length === 0 ? [] : [{ application, seed, severity, missing }];
    });
    expect(still).toEqual([]);
  });

  it('is what moves them: without it they do not', () => {
    expect(faults[kind].problem).toBe(kind);
    const [{ application, seed } = { application: '', seed: 0 }] = turns;
    const hours = observe(application, seed, null);
    expect(expected.every(({ moved }) => moved(hours))).toBe(false);
  });
});
