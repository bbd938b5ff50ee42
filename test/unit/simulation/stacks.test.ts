import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '#shared/simulation/faults/kinds.ts';
import { growTree, onCpu, sample } from '#shared/simulation/stacks/flameGraph.ts';
import type { FlameNode } from '#shared/simulation/stacks/flameGraph.ts';
import { activities } from '#shared/simulation/stacks/profile.ts';
import type { OperatorProfile } from '#shared/simulation/stacks/profile.ts';
import { legacySourceStacks, stacksOf, timesOf } from '#shared/simulation/stacks/stacksOf.ts';
import type { StackShare, VertexWork } from '#shared/simulation/stacks/stacksOf.ts';
import { taskManagerThreads } from '#shared/simulation/stacks/threads/taskManagerThreads.ts';
import { dump } from '#shared/simulation/stacks/threads/thread.ts';
import type { SimulatedApplication, SimulatedVertex } from '#shared/simulation/types.ts';
import { jobOf, lonely, vertexOf, worldOf } from '#test/support/worlds.ts';

const PARK = 'jdk.internal.misc.Unsafe.park:-2';
const MAILBOX = 'org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take:149';

function workOf(application: SimulatedApplication, vertex: SimulatedVertex, subtask = 0): VertexWork {
  const job = jobOf(application);
  return {
    job: job.name,
    operators: vertex.profile(subtask),
    legacySource: vertex.legacySource,
    inputs: job.edges.filter(({ to }) => to === vertex.id).length,
    outputs: job.edges.filter(({ from }) => from === vertex.id).length,
    modern: application.flinkVersion.startsWith('2'),
  };
}

/** Part of a task's busy time in which any of these words is on the stack. */
const part = (stacks: readonly StackShare[], words: RegExp): number =>
  stacks
    .filter(({ of, frames }) => of === 'busy' && frames.some((frame) => words.test(frame)))
    .reduce((sum, { share }) => sum + share, 0);

const total = (stacks: readonly StackShare[], of: StackShare['of']): number =>
  stacks.filter((stack) => stack.of === of).reduce((sum, { share }) => sum + share, 0);

describe('the stacks of every vertex of the fleet', () => {
  const world = worldOf('demo');
  const vertices = world.applications.flatMap((application) =>
    application.jobs.flatMap((job) => job.vertices.map((vertex) => ({ application, job, vertex }))),
  );

  it('take all of its time, once', () => {
    for (const { application, vertex } of vertices) {
      const work = workOf(application, vertex);
      const stacks = vertex.legacySource ? legacySourceStacks(work) : stacksOf(work);
      for (const of of ['busy', 'waiting', 'blocked'] as const) expect(total(stacks, of)).toBeCloseTo(1, 9);
    }
    expect(vertices.length).toBeGreaterThan(40);
  });

  it('have frames of Flink’s shape, from the thread inwards', () => {
    for (const { application, vertex } of vertices) {
      for (const { frames, state, on } of stacksOf(workOf(application, vertex))) {
        expect(frames[0]).toBe('java.lang.Thread.run:840');
        for (const frame of frames) expect(frame).toMatch(/^[\w.$/]+:(-[12]|[1-9]\d*)$/);
        // Who waits waits for something, or sleeps; who runs does not.
        if (state === 'RUNNABLE') expect([on, frames.at(-1) === PARK]).toEqual([null, false]);
        else expect(on).not.toBeNull();
      }
    }
  });

  it('show as much waiting as the figures say', () => {
    for (const { application, vertex } of vertices) {
      if (vertex.legacySource) continue;
      for (const subtask of vertex.subtasks) {
        const work = workOf(application, vertex, subtask.index);
        const stacks = stacksOf(work);
        const seen = sample(stacks, timesOf(work.operators, subtask), 1);
        const idle = seen.reduce((sum, count, i) => sum + (stacks[i]?.of === 'busy' ? 0 : count), 0);
        expect(Math.abs(idle - (subtask.idle + subtask.backpressured) / 10)).toBeLessThanOrEqual(2);
      }
    }
  });
});

describe('what is wrong with an operator', () => {
  function sick(blueprint: string, kind: FaultKind): readonly StackShare[] {
    const place = lonely(blueprint);
    place.break(kind, 'severe');
    place.pass(5);
    const { vertices } = jobOf(place.application);
    const busiest = [...vertices].sort((a, b) => peak(b) - peak(a))[0];
    if (busiest === undefined) throw new Error('The job has no vertex.');
    return stacksOf(workOf(place.application, busiest));
  }
  const peak = ({ subtasks }: SimulatedVertex): number => Math.max(...subtasks.map(({ busy }) => busy));

  it.each([
    ['operator-compute-bound', /^com\.example\./],
    ['serializer-kryo-overhead', /kryo/i],
    ['state-access-too-frequent', /RocksDB/],
    ['per-record-logging', /log4j/],
    ['sink-bottleneck', /KafkaProducer/],
  ] as const)('%s is what most of its stacks show', (kind, words) => {
    expect(part(sick('orders-enrichment', kind), words)).toBeGreaterThan(0.5);
  });

  it('a call for each record keeps the thread off the CPU', () => {
    const stacks = sick('fraud-scores', 'io-bound-operator');
    const waits = stacks.filter(({ of, state }) => of === 'busy' && !onCpu(state)).reduce((sum, { share }) => sum + share, 0);
    expect(waits).toBeGreaterThan(0.5);
    expect(part(stacks, /HttpClient|KafkaProducer|AsyncSinkWriter/)).toBeGreaterThan(0.5);
  });
});

it('names the job’s own classes after its operators, and Flink’s after what they do', () => {
  const { application } = lonely('orders-enrichment');
  const frames = (vertex: string) =>
    stacksOf(workOf(application, vertexOf(application, vertex))).flatMap((stack) => stack.frames);
  expect(frames('Look up prices').join('\n')).toMatch(/com\.example\.orders\.enrichment\.LookUpPrices\.map:\d+/);
  expect(frames('Join customers').join('\n')).toMatch(/KeyedCoProcessOperator\.processElement1/);
  expect(frames('Source: orders').join('\n')).toMatch(/KafkaRecordEmitter[^]*OrdersSchema\.deserialize/);
  expect(frames('Source: orders')).toContain(MAILBOX);
});

const shareOf = fc.double({ min: 0, max: 1, noNaN: true });
const anyOperators: fc.Arbitrary<readonly OperatorProfile[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom('Map', 'Flat Map', 'Calc[3]', 'TumblingEventTimeWindows', 'a/b'),
      fc.boolean(),
      fc.array(shareOf, { minLength: 6, maxLength: 6 }),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((given) => {
    const sum = given.flatMap(([, , shares]) => shares).reduce((a, b) => a + b, 0) || 1;
    return given.map(([name, stateful, shares]) => ({
      name,
      kind: 'operator' as const,
      partner: null,
      selectivity: 1,
      stateful,
      shares: Object.fromEntries(
        activities.map((activity, i) => [activity, (shares[i] ?? 0) / sum]),
      ) as OperatorProfile['shares'],
    }));
  });

it('any chain of operators: a hundred samples, and on the CPU and off it are all of them', () => {
  fc.assert(
    fc.property(
      anyOperators,
      fc.nat(2),
      fc.nat(2),
      fc.boolean(),
      fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)),
      fc.nat(),
      (operators, inputs, outputs, modern, [busy, backpressured, idle], key) => {
        const stacks = stacksOf({ job: 'Any job', operators, legacySource: false, inputs, outputs, modern });
        const seen = sample(stacks, timesOf(operators, { busy, backpressured, idle }), key);
        const pairs = stacks.map((stack, i) => [stack, seen[i] ?? 0] as const);
        const on = growTree(pairs.filter(([{ state }]) => onCpu(state)));
        const off = growTree(pairs.filter(([{ state }]) => !onCpu(state)));
        expect(on.value + off.value).toBe(100);
        expect(growTree(pairs).value).toBe(100);
        balanced(growTree(pairs));
      },
    ),
    { numRuns: 200 },
  );
});

/** No frame was seen less often than those that it called. */
function balanced({ value, children }: FlameNode): void {
  expect(children.reduce((sum, child) => sum + child.value, 0)).toBeLessThanOrEqual(value);
  children.forEach(balanced);
}

describe('a thread dump', () => {
  const { application } = lonely('orders-enrichment');
  const vertex = vertexOf(application, 'Look up prices');
  const work = workOf(application, vertex);
  const task = (subtask: number, stacks: readonly StackShare[]) => ({
    name: `${vertex.name} (${subtask}/8)#0`,
    stacks,
    times: { busy: 700, waiting: 200, blocked: 100 },
    reader: null,
    sends: true,
  });

  it('has as many threads as the metric counts, and each task where the flame graph has it', () => {
    const stacks = stacksOf(work);
    const threads = taskManagerThreads([task(1, stacks), task(2, stacks)], 84, 5);
    expect(threads).toHaveLength(84);
    const ways = stacks.map(({ frames }) => frames.join());
    for (const { name, frames } of threads.filter(({ name: each }) => each.startsWith('Look up'))) {
      expect(ways).toContain(frames.join());
      expect(threads.map((each) => each.name)).toContain(`OutputFlusher for ${name}`);
    }
    const [first] = dump(threads, 1);
    expect(first?.stringifiedThreadInfo.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^"main" Id=1 WAITING on java\.util\.concurrent\.CompletableFuture\$Signaller@[0-9a-f]+$/),
      '\tat java.base@17.0.15/jdk.internal.misc.Unsafe.park(Native Method)',
      expect.stringMatching(/^\t- {2}waiting on java\.util\.concurrent\.CompletableFuture\$Signaller@[0-9a-f]+$/),
    ]);
  });

  it('tells who holds the lock that others wait for', () => {
    const [held] = stacksOf(work).filter(({ state, of }) => of === 'busy' && state === 'RUNNABLE');
    if (held === undefined) throw new Error('Nobody runs.');
    const blocked: StackShare = { ...held, state: 'BLOCKED', on: 'com.example.SharedCache' };
    const [one, other] = dump(taskManagerThreads([task(1, [blocked]), task(2, [held])], 0, 3), 1).filter(({ threadName }) =>
      threadName.startsWith('Look up'),
    );
    expect(one?.stringifiedThreadInfo).toMatch(
      /^"Look up prices -> Total \(1\/8\)#0" Id=\d+ BLOCKED on com\.example\.SharedCache@[0-9a-f]+ owned by "Look up prices -> Total \(2\/8\)#0" Id=\d+\n\tat .*\n\t- {2}blocked on com\.example\.SharedCache@/,
    );
    expect(other?.stringifiedThreadInfo).toContain('RUNNABLE');
  });

  it('shows the threads that a leak leaves behind', () => {
    const names = taskManagerThreads([], 400, 1).map(({ name }) => name);
    expect(names.filter((name) => /^pool-\d+-thread-1$/.test(name)).length).toBeGreaterThan(250);
  });
});
