import { describe, expect, it } from 'vitest';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import { faults, suits } from '#shared/simulation/faults/faults.ts';
import { faultKinds } from '#shared/simulation/faults/kinds.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import type { FaultSpec } from '#shared/simulation/types.ts';
import { expectedSignals } from '#test/support/signals/expectedSignals.ts';
import { observe } from '#test/support/signals/observe.ts';

const SEEDS = [1, 2, 3, 4, 5];
const SEVERITIES = ['mild', 'clear', 'severe'] as const;
/** Wide jobs take long to simulate: one stands for them all, unless it is a problem of wide jobs. */
const WIDE = 32;

interface Turn extends Pick<FaultSpec, 'application' | 'severity' | 'where'> {
  readonly seed: number;
}

/** For each seed the problem's scenario, and the other severities on other applications that it can befall. */
function turnsOf(kind: FaultKind): Turn[] {
  const suited = blueprints.filter((blueprint) => suits(kind, blueprint));
  const narrow = suited.filter(({ parallelism }) => parallelism < WIDE);
  const [own] = findScenario(kind)?.faults ?? [];
  if (own === undefined) throw new Error(`${kind} has no scenario.`);
  const others = SEVERITIES.filter((severity) => severity !== own.severity);
  return SEEDS.flatMap((seed, i) => [
    { ...own, seed },
    ...others.flatMap((severity, j) => {
      const application = narrow[(2 * i + j) % Math.max(1, narrow.length)]?.id;
      return application === undefined ? (i === j ? [{ ...own, severity, seed }] : []) : [{ application, severity, seed }];
    }),
  ]);
}

describe.each(faultKinds)('%s', (kind) => {
  const expected = expectedSignals[kind];
  const turns = turnsOf(kind);

  it(`moves its signals: ${expected.map(({ signal }) => signal).join(', ')}`, { timeout: 60_000 }, () => {
    const still = turns.flatMap(({ seed, application, ...turn }) => {
      const hours = observe(application, seed, { ...turn, kind });
      const missing = expected.filter(({ moved }) => !moved(hours)).map(({ signal }) => signal);
      return missing.length === 0 ? [] : [{ application, seed, severity: turn.severity, missing }];
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
