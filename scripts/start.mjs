// `npm start`: opens the desktop app; where that cannot be, says why in one line and serves the same app for a browser.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findElectron, missingDisplay, rootSwitches } from './lib/electron.mjs';
import { root } from './lib/setup.mjs';

const args = process.argv.slice(2);
let child;
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    stopping = true;
    child?.kill(signal);
  });

const why = missingDisplay();
const { path, why: absent } = why === null ? findElectron() : { why };
if (path === undefined) serve(absent);
else openWindow(path);

function openWindow(electron) {
  const env = { ...process.env };
  // Set in the terminals of editors that are Electron apps themselves; it would make this one a plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  // The channel carries one word: the window is open.
  child = spawn(electron, [...rootSwitches(), root, ...args], { env, stdio: ['inherit', 'inherit', 'pipe', 'ipc'] });
  let shown = false;
  let held = '';
  child.stderr.on('data', (chunk) => {
    if (shown) process.stderr.write(chunk);
    else held += chunk;
  });
  child.once('message', () => {
    shown = true;
    process.stderr.write(held);
  });
  child.once('error', (error) => serve(`Electron could not be started (${error.message})`));
  child.once('close', (code, signal) => {
    // 0 and 2: it has said itself what there is to say (open already; an argument that is wrong).
    if (!shown && !stopping && code !== 0 && code !== 2) return serve(`Electron ended at once (${reasonIn(held)})`);
    if (!shown) process.stderr.write(held);
    process.exit(signal === null ? (code ?? 1) : 1);
  });
}

/** The line that says most of why Electron did not start. */
function reasonIn(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const telling = /Missing X server|cannot open display|error while loading|sandbox|FATAL|Error:/i;
  const line = lines.find((each) => telling.test(each)) ?? lines.at(-1) ?? 'without a word';
  // Chromium puts process, time and source file in brackets before it.
  return line.replace(/^\[[^\]]*\]/, '').trim();
}

function serve(reason) {
  if (stopping) process.exit(0);
  console.error(`No window can be opened: ${reason}. Open this address in a browser instead:`);
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'electron', 'web', 'main.ts'), ...args], {
    stdio: 'inherit',
  });
  child.once('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}
