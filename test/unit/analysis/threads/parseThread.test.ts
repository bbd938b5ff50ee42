import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseThread } from '#shared/analysis/threads/parseThread.ts';
import type { JavaThread } from '#shared/model/insight/threads.ts';
import { threadStates } from '#shared/model/insight/threads.ts';
import { recorded } from './dumps.ts';

describe('a thread of a dump', () => {
  it.each(['1.20/cluster/taskmanager-thread-dump', '1.20/cluster/jobmanager-thread-dump', '2.3/cluster/taskmanager-thread-dump'])(
    'of a real cluster is read in every part (%s)',
    (name) => {
      const { answer, dump } = recorded(name);
      expect(dump.threads).toHaveLength(answer.threadInfos.length);
      for (const [i, { threadName, stringifiedThreadInfo: text }] of answer.threadInfos.entries()) {
        const read = dump.threads[i];
        expect(read?.name).toBe(threadName);
        expect(read?.state).toBe(/Id=\d+ ([A-Z_]+)/.exec(text)?.[1]);
        expect(read?.frames).toHaveLength(text.match(/\n\tat /g)?.length ?? 0);
        expect(read?.holds).toHaveLength(
          (text.match(/\n\t-  locked /g)?.length ?? 0) + Number(/synchronizers = (\d+)/.exec(text)?.[1] ?? 0),
        );
        // No frame keeps its module or class loader; lambdas keep the slash of their class.
        for (const frame of read?.frames ?? []) expect(frame).toMatch(/^[\w.$]+(?:\$\$Lambda\$\d+\/0x[0-9a-f]+)?[\w.$<>]*\(/);
      }
    },
  );

  it('is read with its lock, its holder, what it holds, and that frames were cut, as the JVM prints it', () => {
    const name = 'say "hi"\nthere" Id=9 RUNNABLE';
    const read = parseThread(
      name,
      `"${name}" daemon prio=5 Id=12 BLOCKED on java.lang.Object@1a2b owned by "the "owner"
of two lines" Id=13 (suspended) (in native)
\tat java.base@17.0.15/java.lang.Object.wait(Native Method)
\t-  blocked on java.lang.Object@1a2b
\t-  locked com.acme.Cache@7f
\tat app//com.acme.Job$Fn$$Lambda$939/0x00007fb5036275a8.run(Unknown Source)
\tat com.acme.Job.main(Job.java:12)
\t-  locked com.acme.Job@8
\t...

\tNumber of locked synchronizers = 1
\t- java.util.concurrent.locks.ReentrantLock$NonfairSync@185706b2

`,
    );
    expect(read).toEqual({
      id: 12,
      name,
      state: 'BLOCKED',
      daemon: true,
      frames: [
        'java.lang.Object.wait(Native Method)',
        'com.acme.Job$Fn$$Lambda$939/0x00007fb5036275a8.run(Unknown Source)',
        'com.acme.Job.main(Job.java:12)',
      ],
      truncated: true,
      waitsFor: 'java.lang.Object@1a2b',
      heldBy: { id: 13, name: 'the "owner"\nof two lines' },
      holds: [
        { lock: 'com.acme.Cache@7f', frame: 0 },
        { lock: 'com.acme.Job@8', frame: 2 },
        { lock: 'java.util.concurrent.locks.ReentrantLock$NonfairSync@185706b2', frame: null },
      ],
    } satisfies JavaThread);
  });

  it('comes back as it was, whatever its name, its owner’s name and its frames', () => {
    fc.assert(
      fc.property(threads, (wanted) => {
        expect(parseThread(wanted.name, printed(wanted))).toEqual(wanted);
      }),
    );
  });

  it('keeps the name and the lines of what is no thread', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, text) => {
        const read = parseThread(name, text);
        expect(read.name).toBe(name);
        if (read.state === null) for (const frame of read.frames) expect(text).toContain(frame);
      }),
    );
    expect(parseThread('odd', 'it rained\n\n  all day ')).toMatchObject({
      name: 'odd',
      state: null,
      frames: ['it rained', 'all day'],
    });
    expect(parseThread('odd', '"odd" Id=4 DANCING\n\tat a.b(C.java:1)').state).toBeNull();
  });
});

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);
const frame = fc
  .tuple(fc.array(word, { minLength: 2, maxLength: 5 }), fc.nat(9999))
  .map(([parts, line]) => `${parts.join('.')}(${parts[0] ?? ''}.java:${line})`);
const lock = fc.tuple(word, fc.nat()).map(([name, hash]) => `com.acme.${name}@${hash.toString(16)}`);
/** What would end an owner’s name for every reader. */
const ownerName = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((name) => !/" Id=/.test(name));

const threads: fc.Arbitrary<JavaThread> = fc
  .record({
    id: fc.nat(),
    name: fc.string({ unit: 'grapheme', maxLength: 40 }),
    state: fc.constantFrom(...threadStates),
    daemon: fc.boolean(),
    frames: fc.array(frame, { maxLength: 20 }),
    truncated: fc.boolean(),
    waitsFor: fc.option(lock),
    heldBy: fc.option(fc.record({ id: fc.nat(), name: ownerName })),
    locks: fc.array(lock, { maxLength: 3 }),
    synchronizers: fc.array(lock, { maxLength: 2 }),
  })
  .map(({ locks, synchronizers, ...each }) => ({
    ...each,
    heldBy: each.waitsFor === null ? null : each.heldBy,
    holds: [
      ...(each.frames.length === 0 ? [] : locks.map((held, i) => ({ lock: held, frame: Math.min(i, each.frames.length - 1) }))),
      ...synchronizers.map((held) => ({ lock: held, frame: null })),
    ],
  }));

/** As org.apache.flink.runtime.rest.messages.ThreadDumpInfo prints a thread, and ThreadInfo.toString one of a daemon. */
function printed({ id, name, state, daemon, frames, truncated, waitsFor, heldBy, holds }: JavaThread): string {
  const synchronizers = holds.filter((held) => held.frame === null);
  const owner = heldBy === null ? '' : ` owned by "${heldBy.name}" Id=${heldBy.id}`;
  return [
    `"${name}"${daemon ? ' daemon prio=5' : ''} Id=${id} ${state ?? ''}${waitsFor === null ? '' : ` on ${waitsFor}`}${owner}`,
    ...frames.flatMap((each, i) => [
      `\tat ${each}`,
      ...(i === 0 && waitsFor !== null ? [`\t-  ${state === 'BLOCKED' ? 'blocked' : 'waiting'} on ${waitsFor}`] : []),
      ...holds.flatMap((held) => (held.frame === i ? [`\t-  locked ${held.lock}`] : [])),
    ]),
    ...(truncated ? ['\t...'] : []),
    ...(synchronizers.length === 0 ? [] : ['', `\tNumber of locked synchronizers = ${synchronizers.length}`]),
    ...synchronizers.map((held) => `\t- ${held.lock}`),
    '',
    '',
  ].join('\n');
}
