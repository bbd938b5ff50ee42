import { describe, expect, it } from 'vitest';
import { groupLines } from '#shared/analysis/logs/groupLines.ts';
import { readLine } from '#shared/analysis/logs/readLine.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import { suits } from '#shared/simulation/faults/faults.ts';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import { faultKinds } from '#shared/simulation/faults/kinds.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { NOON, lonely } from '#test/support/worlds.ts';

const SEEDS = [1, 2, 3, 4, 5];
const range = { from: millis(NOON - 5 * MINUTE), to: millis(NOON + 20 * MINUTE), goodUntil: NOON };

/** What an application that suits the fault logs: five minutes before it, twenty with it. */
function linesOf(kind: FaultKind, seed: number): readonly LogRecord[] {
  const [blueprint] = blueprints.filter((each) => each.logLevel === 'INFO' && suits(kind, each));
  const sick = lonely(blueprint?.id ?? '', { history: millis(5 * MINUTE), seed });
  sick.break(kind, 'severe');
  sick.pass(20);
  const [region] = sick.world.regions.filter(({ applications }) => applications.length > 0);
  const records = region?.logs(sick.application.name, range.from, range.to) ?? [];
  return records.map((record) => ({ ...record, stream: 'kinesis-analytics-log-stream' }));
}

/** The words of a chain as a reader would compare them: classes and what they say, without any word that has a figure in it. */
const wordsOf = (trace: readonly string[]): string =>
  trace
    .filter((line) => !/^\s*(at|\.\.\.) /.test(line))
    .join(' ')
    .split(/[\s=]+/)
    .filter((word) => !/\d/.test(word))
    .join(' ');

describe.each(faultKinds)('the exceptions of %s', (kind) => {
  it('fall into the same few groups, whatever the seed', { timeout: 120_000 }, () => {
    const each = SEEDS.map((seed) => linesOf(kind, seed));
    const all = each.flat().sort((a, b) => a.at - b.at);
    const groups = groupLines(all, range);
    const exceptions = groups.filter(({ causes }) => causes.length > 0);

    // One group for each thing that is said, and none that two of them share a name with.
    const said = new Set(all.map(({ message }) => wordsOf(readLine(message).trace)).filter((words) => words !== ''));
    expect(exceptions.length).toBeLessThanOrEqual(said.size + 2);
    expect(exceptions.length === 0).toBe(said.size === 0);

    // What one seed says has the name that it has among all, and nothing is counted twice or lost.
    const known = new Map(groups.map(({ signature, count }) => [signature, count]));
    const counted = new Map<string, number>();
    for (const { signature, count } of each.flatMap((records) => groupLines(records, range)))
      counted.set(signature, (counted.get(signature) ?? 0) + count);
    expect(counted).toEqual(known);
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);

    // No group carries the figures of one run in its name, and the log of a machine that runs is a few dozen sayings.
    for (const { signature } of exceptions) expect(signature).not.toMatch(/\d{3}|[0-9a-f]{8}/);
    expect(groups.length).toBeLessThan(60);
    for (const { isNew, first } of groups) expect(isNew).toBe(first >= NOON);
  });
});
