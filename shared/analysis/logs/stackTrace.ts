import type { Cause } from '../../model/logs.ts';
import { isUserFrame } from './frames.ts';
import { readPythonTrace } from './pythonTrace.ts';

/** So many frames of an exception are kept, the user's own code before any other. */
const MOST_FRAMES = 60;
const MOST_CAUSES = 20;

const FRAME = /^\s*at (.+)$/;
const COMMON = /^\s*\.\.\. (\d+) (?:more|common frames omitted)/;
const HEADER = /^(?:Exception in thread "[^"]*" )?((?:[\w$]+\.)+[\w$]+|[A-Z][\w$]*(?:Exception|Error))(?::\s?(.*))?$/;

interface Open {
  exception: string;
  readonly message: string[];
  readonly frames: string[];
}

/**
 * The chain of causes that a stack trace prints, outermost first. Suppressed exceptions are left out. Lines that are none of a stack trace
 * belong to the message above them. Empty for what is no stack trace at all.
 */
export function readStackTrace(lines: readonly string[]): readonly Cause[] {
  const open: Open[] = [];
  let suppressed: number | null = null;
  for (const [i, line] of lines.entries()) {
    const indent = line.length - line.trimStart().length;
    const trimmed = line.trim();
    // All that is told of a suppressed exception stands at least as deep as its name; where nothing is indented, up to the next cause.
    if (suppressed !== null && (suppressed > 0 ? indent >= suppressed : !trimmed.startsWith('Caused by: '))) continue;
    suppressed = null;
    const current = open.at(-1);
    if (trimmed.startsWith('Suppressed: ')) suppressed = indent;
    else if (trimmed.startsWith('Caused by: ')) begin(open, trimmed.slice('Caused by: '.length));
    else if (current === undefined) {
      if (begin(open, trimmed) || i > 0 || !trimmed.startsWith('Traceback ')) continue;
      return readPythonTrace(lines).slice(0, MOST_CAUSES);
    } else if (FRAME.test(line)) current.frames.push(trimmed.slice('at '.length));
    else if (COMMON.test(line)) current.frames.push(`… ${COMMON.exec(line)?.[1] ?? ''} more`);
    else if (current.frames.length === 0) current.message.push(line);
  }
  return open.flatMap(closed).slice(0, MOST_CAUSES);
}

function begin(open: Open[], text: string): boolean {
  const found = HEADER.exec(text);
  if (found === null) return false;
  open.push({ exception: found[1] ?? '', message: [found[2] ?? ''], frames: [] });
  return true;
}

/** Flink sends exceptions whose class the other side may lack under this name; which one it was begins the message. */
const SERIALIZED = /(?:^|\.)SerializedThrowable$/;

function closed({ exception, message, frames }: Open): readonly Cause[] {
  const said = message.join('\n').trimEnd();
  if (SERIALIZED.test(exception)) {
    const real = HEADER.exec(message[0] ?? '');
    if (real !== null) return closed({ exception: real[1] ?? '', message: [real[2] ?? '', ...message.slice(1)], frames });
  }
  // What Python threw comes in the message of the exception that Beam wraps it in.
  const python = said.indexOf('Traceback (most recent call last):');
  if (python === -1) return [{ exception, message: said, frames: cut(frames) }];
  const before = said.slice(0, python).trimEnd();
  return [{ exception, message: before, frames: cut(frames) }, ...readPythonTrace(said.slice(python).split('\n'))];
}

/** In their order; where there are too many, those of the runtime go first, from the bottom. */
function cut(frames: readonly string[]): string[] {
  if (frames.length <= MOST_FRAMES) return [...frames];
  let surplus = frames.length - MOST_FRAMES;
  const kept: string[] = [];
  for (const frame of [...frames].reverse()) {
    if (surplus > 0 && !isUserFrame(frame) && !frame.startsWith('…')) surplus -= 1;
    else kept.push(frame);
  }
  return [...kept.reverse().slice(0, MOST_FRAMES), `… ${frames.length - MOST_FRAMES} more`];
}
