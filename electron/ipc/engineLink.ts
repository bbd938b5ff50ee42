import process from 'node:process';
import type { FromEngine, ToEngine } from './messages.ts';

/** Main's end of the line to one life of the engine's process. */
export interface EngineLink {
  send(message: ToEngine): void;
  listen(hear: (message: FromEngine) => void): void;
  /** Resolves when the process has ended, with a sentence that says how. */
  readonly ended: Promise<string>;
  /** Ends the process at once. */
  kill(): void;
}

const LINES_KEPT = 20;

/** Copies what the engine writes to this process's standard error; returns how to get the last lines. */
export function passOn(streams: readonly (NodeJS.ReadableStream | null)[]): () => readonly string[] {
  let lines: string[] = [];
  for (const stream of streams)
    stream?.on('data', (chunk: Buffer) => {
      process.stderr.write(chunk);
      lines = [...lines, ...chunk.toString('utf8').split('\n')].filter((line) => line.trim() !== '').slice(-LINES_KEPT);
    });
  return () => lines;
}

/** How a process ended, with what it said last. */
export const ending = (sentence: string, lines: readonly string[]): string =>
  lines.length === 0 ? sentence : `${sentence} Its last words:\n${lines.join('\n')}`;
