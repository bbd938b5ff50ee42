import { spawn } from 'node:child_process';
import { ending, passOn } from './engineLink.ts';
import type { EngineLink } from './engineLink.ts';
import type { FromEngine } from './messages.ts';

/** The engine in a Node of its own, for an Electron whose Node is too old for it. */
export function spawnNode(node: string, file: string): EngineLink {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const last = passOn([child.stdout, child.stderr]);
  return {
    // A message to a process that has just died is lost with it; `ended` tells.
    send: (message) => void (child.connected && child.send(message, () => undefined)),
    listen: (hear) => void child.on('message', (message) => hear(message as FromEngine)),
    ended: new Promise((resolve) => {
      child.once('error', (error) => resolve(`It could not be started: ${error.message}.`));
      // Closed, not only ended: its last words have arrived.
      child.once('close', (code, signal) => {
        resolve(ending(signal === null ? `It ended with exit code ${code}.` : `It was ended by ${signal}.`, last()));
      });
    }),
    kill: () => void child.kill('SIGKILL'),
  };
}
