import type { Cause } from '../../model/logs.ts';

const BEGIN = /^\s*Traceback \(most recent call last\):/;
const FRAME = /^\s+(File "[^"]*", line \d+, in .+)$/;
const THROWN = /^([A-Za-z_][\w.]*)(?:: ?(.*))?$/;

/**
 * The chain of Python tracebacks, outermost first. Python prints the first cause first, and each one's frames from the outermost call
 * inwards; both are turned round here, so that it reads as Java's does.
 */
export function readPythonTrace(lines: readonly string[]): readonly Cause[] {
  const chain: Cause[] = [];
  let frames: string[] | null = null;
  for (const line of lines) {
    if (BEGIN.test(line)) {
      frames = [];
      continue;
    }
    if (frames === null) continue;
    const frame = FRAME.exec(line);
    if (frame?.[1] !== undefined) frames.push(frame[1]);
    else if (!/^\s/.test(line) && line !== '') {
      const thrown = THROWN.exec(line);
      chain.push({
        exception: thrown?.[1] ?? 'Exception',
        message: thrown === null ? line : (thrown[2] ?? ''),
        frames: [...frames].reverse(),
      });
      frames = null;
    }
  }
  // It ended before it said what was thrown.
  if (frames !== null && frames.length > 0) chain.push({ exception: 'Exception', message: '', frames: [...frames].reverse() });
  return chain.reverse();
}
