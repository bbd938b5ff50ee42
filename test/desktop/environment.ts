import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

export const root = join(import.meta.dirname, '..', '..');

/** Chromium has no sandbox as root. */
export const rootSwitches: readonly string[] = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A source that nobody serves: for tests whose subject is the window, without the cost of a simulator. */
export const nothing: readonly string[] = ['--connection', 'flink', '--url', 'http://127.0.0.1:9'];

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process of this machine. */
function processes(): readonly Running[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
}

/** The process in which the engine of an app runs: a Node that main started, or a utility process. */
export function enginePid(mainPid: number): number | undefined {
  return processes().find(
    ({ parent, command }) =>
      parent === mainPid && /engine\.mjs|node\.mojom\.NodeService/.test(command) && !/<defunct>/.test(command),
  )?.pid;
}

export const childrenOf = (pid: number): readonly number[] =>
  processes()
    .filter(({ parent }) => parent === pid)
    .map((each) => each.pid);

/** Whether a process still runs. */
export function lives(pid: number): boolean {
  return processes().some((each) => each.pid === pid && !/<defunct>/.test(each.command));
}
