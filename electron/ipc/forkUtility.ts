import { utilityProcess } from 'electron';
import { ending, passOn } from './engineLink.ts';
import type { EngineLink } from './engineLink.ts';
import type { FromEngine } from './messages.ts';

/** The engine in a utility process of Electron. */
export function forkUtility(file: string): EngineLink {
  const child = utilityProcess.fork(file, [], { serviceName: 'Streamgauge engine', stdio: ['ignore', 'pipe', 'pipe'] });
  const last = passOn([child.stdout, child.stderr]);
  return {
    send: (message) => child.postMessage(message, []),
    listen: (hear) => void child.on('message', (message: FromEngine) => hear(message)),
    ended: new Promise((resolve) => {
      child.once('exit', (code) => resolve(ending(`It ended with exit code ${code}.`, last())));
    }),
    kill: () => void child.kill(),
  };
}
