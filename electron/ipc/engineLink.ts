import { spawn } from 'node:child_process';
import process from 'node:process';
import { utilityProcess } from 'electron';
import type { FromEngine, ToEngine } from './messages.ts';

/** Main's end of the line to one life of the engine's process. */
export interface EngineLink {
  readonly pid: number | undefined;
  send(message: ToEngine): void;
  listen(hear: (message: FromEngine) => void): void;
  /** Resolves when the process has ended, with a sentence that says how. */
  readonly ended: Promise<string>;
  /** Ends the process at once. */
  kill(): void;
}

const LINES_KEPT = 20;

/** The engine in a utility process of Electron. */
export function forkUtility(file: string): EngineLink {
  const child = utilityProcess.fork(file, [], { serviceName: 'Streamgauge engine', stdio: ['ignore', 'pipe', 'pipe'] });
  const last = passOn([child.stdout, child.stderr]);
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message, []),
    listen: (hear) => void child.on('message', (message: FromEngine) => hear(message)),
    ended: new Promise((resolve) => {
      child.once('exit', (code) => resolve(how(`It ended with exit code ${code}.`, last())));
    }),
    kill: () => void child.kill(),
  };
}

/** The engine in a Node of its own, for an Electron whose Node is too old for it. */
export function spawnNode(node: string, file: string): EngineLink {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const last = passOn([child.stdout, child.stderr]);
  return {
    get pid() {
      return child.pid;
    },
    // A message to a process that has just died is lost with it; `ended` tells.
    send: (message) => void (child.connected && child.send(message, () => undefined)),
    listen: (hear) => void child.on('message', (message) => hear(message as FromEngine)),
    ended: new Promise((resolve) => {
      child.once('error', (error) => resolve(`It could not be started: ${error.message}.`));
      child.once('exit', (code, signal) => {
        resolve(how(signal === null ? `It ended with exit code ${code}.` : `It was ended by ${signal}.`, last()));
      });
    }),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Copies what the engine writes to this process's standard error; returns how to get the last lines. */
function passOn(streams: readonly (NodeJS.ReadableStream | null)[]): () => readonly string[] {
  let lines: string[] = [];
  for (const stream of streams)
    stream?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      lines = [...lines, ...chunk.toString('utf8').split('\n')].filter((line) => line.trim() !== '').slice(-LINES_KEPT);
    });
  return () => lines;
}

const how = (ending: string, lines: readonly string[]): string =>
  lines.length === 0 ? ending : `${ending} Its last words:\n${lines.join('\n')}`;
