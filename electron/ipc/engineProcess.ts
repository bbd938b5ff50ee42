import process from 'node:process';
import { createEngine } from '../engine/createEngine.ts';
import { useProxies } from '../proxy.ts';
import { portToMain } from './portToMain.ts';
import { serveEngine } from './serveEngine.ts';

// Ctrl-C reaches every process of the terminal: main decides when this one ends.
process.on('SIGINT', () => undefined);
useProxies(process.env);

const log = (line: string): void => void process.stderr.write(`${line}\n`);
serveEngine(portToMain(), {
  open: ({ version, settingsFile, override }) =>
    createEngine({ host: 'electron', version, settingsFile, history: 'write', ...(override === null ? {} : { override }), log }),
  log,
  exit: (code) => process.exit(code),
});
