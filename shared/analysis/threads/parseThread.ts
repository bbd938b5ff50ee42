import type { JavaThread, ThreadState } from '../../model/insight/threads.ts';
import { threadStates } from '../../model/insight/threads.ts';

/**
 * What follows the quoted name: java.lang.management.ThreadInfo.toString, and org.apache.flink.runtime.rest.messages.ThreadDumpInfo,
 * which prints the same without priority and daemon. The name of an owner may hold anything, quotes and line breaks as well.
 */
const HEADER = new RegExp(
  '^( daemon)?(?: prio=\\d+)? Id=(-?\\d+) ([A-Z_]+)(?: on (\\S+))?(?: owned by "([^]*?)" Id=(-?\\d+))?' +
    '(?: \\(suspended\\))?(?: \\(in native\\))?[ \\t]*(?:\\r?\\n|$)',
);
/** Where the name that Flink tells apart is not the one of the text. */
const NAMED = /^"[^]*?"(?=(?: daemon)?(?: prio=\d+)? Id=-?\d+ [A-Z_]+)/;

interface Header {
  readonly daemon: boolean;
  readonly id: number;
  readonly state: ThreadState;
  readonly lock: string | null;
  readonly heldBy: JavaThread['heldBy'];
  /** Where the lines below begin. */
  readonly end: number;
}

/** One thread of a dump. Of a text of another kind the name and the lines are kept. */
export function parseThread(name: string, text: string): JavaThread {
  const header = headerOf(name, text);
  if (header === null) return unread(name, text);
  const { daemon, id, state, lock, heldBy } = header;
  const body = bodyOf(text.slice(header.end));
  return { id, name, state, daemon, ...body, waitsFor: lock ?? body.waitsFor, heldBy };
}

function headerOf(name: string, text: string): Header | null {
  const quoted = `"${name}"`;
  const start = text.startsWith(quoted) ? quoted.length : (NAMED.exec(text)?.[0].length ?? null);
  const found = start === null ? null : HEADER.exec(text.slice(start));
  if (start === null || found === null) return null;
  const [whole, daemon, id, stateWord, lock, owner, ownerId] = found;
  const state = threadStates.find((each) => each === stateWord);
  if (state === undefined) return null;
  return {
    daemon: daemon !== undefined,
    id: Number(id),
    state,
    lock: lock ?? null,
    heldBy: owner === undefined ? null : { id: Number(ownerId), name: owner },
    end: start + whole.length,
  };
}

type Body = Pick<JavaThread, 'frames' | 'truncated' | 'waitsFor' | 'holds'>;

function bodyOf(text: string): Body {
  const frames: string[] = [];
  const holds: { lock: string; frame: number | null }[] = [];
  let truncated = false;
  let waitsFor: string | null = null;
  let synchronizers = false;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('at ')) frames.push(plainFrame(line.slice(3)));
    else if (line === '...') truncated = true;
    else if (line.startsWith('Number of locked synchronizers')) synchronizers = true;
    else if (line.startsWith('-')) {
      const said = line.slice(1).trim();
      const [, waited] = /^(?:blocked|waiting|parking) on (\S+)/.exec(said) ?? [];
      if (waited !== undefined) waitsFor ??= waited;
      else if (said.startsWith('locked ')) holds.push({ lock: said.slice(7), frame: Math.max(0, frames.length - 1) });
      else if (synchronizers && said !== '') holds.push({ lock: said, frame: null });
    }
  }
  return { frames, truncated, waitsFor, holds };
}

/**
 * A frame without its class loader and module: `app//`, `java.base@17.0.15/`, `java.base/`, `loader/module@1.0/`
 * (java.lang.StackTraceElement.toString). The slash in the name of a lambda's class stays.
 */
const plainFrame = (frame: string): string =>
  frame.replace(/^(?:[^/$(]+\/\/|(?:[^/$(]*\/)?[\w.]+@[^/$(]+\/|(?:java|jdk)\.[a-z.]+\/)/, '');

const unread = (name: string, text: string): JavaThread => ({
  id: -1,
  name,
  state: null,
  daemon: false,
  frames: text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  truncated: false,
  waitsFor: null,
  heldBy: null,
  holds: [],
});
