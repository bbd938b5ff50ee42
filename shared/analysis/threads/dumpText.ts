import type { JavaThread, ThreadDump } from '../../model/insight/threads.ts';

/** A dump as text, as the JVM prints it: what other tools for thread dumps read. */
export const dumpText = ({ process, at, threads }: ThreadDump): string =>
  [`Thread dump of ${process}, ${new Date(at).toISOString()}, ${threads.length} threads`, '', ...threads.map(threadText)].join(
    '\n',
  );

function threadText(thread: JavaThread): string {
  const { id, name, state, daemon, frames, truncated, waitsFor, heldBy, holds } = thread;
  if (state === null) return [`"${name}"`, ...frames.map((line) => `\t${line}`), ''].join('\n');
  const lock = waitsFor === null ? '' : ` on ${waitsFor}`;
  const owner = heldBy === null ? '' : ` owned by "${heldBy.name}" Id=${heldBy.id}`;
  const waits =
    waitsFor === null || frames.length === 0 ? [] : [`\t-  ${state === 'BLOCKED' ? 'blocked' : 'waiting'} on ${waitsFor}`];
  const body = frames.flatMap((frame, i) => [
    `\tat ${frame}`,
    ...(i === 0 ? waits : []),
    ...holds.flatMap((held) => (held.frame === i ? [`\t-  locked ${held.lock}`] : [])),
  ]);
  const owned = holds.filter((held) => held.frame === null);
  const synchronizers =
    owned.length === 0
      ? []
      : ['', `\tNumber of locked synchronizers = ${owned.length}`, ...owned.map(({ lock: each }) => `\t- ${each}`)];
  return [
    `"${name}"${daemon ? ' daemon' : ''} Id=${id} ${state}${lock}${owner}`,
    ...body,
    ...(truncated ? ['\t...'] : []),
    ...synchronizers,
    '',
  ].join('\n');
}
