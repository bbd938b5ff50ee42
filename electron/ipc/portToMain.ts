import process from 'node:process';
import type { FromEngine, ToEngine } from './messages.ts';
import type { EnginePort } from './serveEngine.ts';

/** Main speaks over `parentPort` to a utility process, and over Node's own channel to a Node that it started. */
export function portToMain(): EnginePort {
  const { parentPort } = process;
  // Undefined in plain Node, whatever Electron's types say.
  if ((parentPort as typeof parentPort | undefined) !== undefined)
    return {
      send: parentPort.postMessage.bind(parentPort),
      listen: (hear) => void parentPort.on('message', ({ data }: { data: ToEngine }) => hear(data)),
      // A utility process ends with the process that forked it.
      closed: () => undefined,
    };
  return {
    // Without a channel (main has just died) there is nobody to tell.
    send: (message: FromEngine) => void process.send?.(message, undefined, undefined, () => undefined),
    listen: (hear) => void process.on('message', (message) => hear(message as ToEngine)),
    closed: (tell) => void process.once('disconnect', tell),
  };
}
