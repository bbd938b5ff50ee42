import process from 'node:process';
import { utilityProcess } from 'electron';
import { ending, passOn } from './engineLink.ts';
import type { EngineLink } from './engineLink.ts';
import type { FromEngine } from './messages.ts';

/** The engine in a utility process of Electron. */
export function forkUtility(file: string): EngineLink {
  const child = utilityProcess.fork(file, [], { serviceName: 'Streamgauge engine', stdio: ['ignore', 'pipe', 'pipe'] });
  const last = passOn([child.stdout, child.stderr]);
  const fatal: string[] = [];
  // Unheard, it would be thrown here and end the app with its engine. The report beside it lists the environment: nobody's to show.
  child.on('error', (type, location) => {
    const line = `${type} in ${location}`;
    process.stderr.write(`The engine: ${line}\n`);
    fatal.push(line);
  });
  return {
    send: (message) => child.postMessage(message, []),
    listen: (hear) => void child.on('message', (message: FromEngine) => hear(message)),
    ended: new Promise((resolve) => {
      child.once('exit', (code) => resolve(ending(`It ended with exit code ${code}.`, [...last(), ...fatal])));
    }),
    kill: () => void child.kill(),
  };
}
