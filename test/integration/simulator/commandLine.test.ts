import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SimulatorState } from '#shared/simulation/control.ts';
import { freePort } from '../../peers/support/freePort.ts';

const program = join(import.meta.dirname, '..', '..', '..', 'electron', 'simulator', 'main.ts');

const start = (...argv: string[]): ChildProcessWithoutNullStreams => spawn(process.execPath, [program, ...argv]);

async function ended(child: ChildProcessWithoutNullStreams) {
  let [output, complaints] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output, complaints };
}

const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const firstLine = (child: ChildProcessWithoutNullStreams) =>
  new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('close', (code) => reject(new Error(`It ended with ${code}.`)));
  });

describe('npm run simulator', () => {
  it('prints its addresses as one JSON line, answers at each, and stops cleanly', { timeout: 60_000 }, async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const child = start('--port', '0', '--seed', '3', '--history', '0.5', '--speed', '10');
      const addresses = JSON.parse(await firstLine(child)) as { aws: string; flink: Record<string, string>; control: string };
      const state = SimulatorState.parse(await (await fetch(`${addresses.control}/state`)).json());
      expect(state).toMatchObject({ seed: 3, speed: 10, scenario: 'demo', aws: addresses.aws });
      const [flink = ''] = Object.values(addresses.flink);
      expect((await fetch(`${flink}overview`)).status).toBe(200);
      child.kill(signal);
      expect(await ended(child)).toMatchObject({ code: 0, complaints: '' });
    }
  });

  it('is found at the same control address after a restart when it is given its token', { timeout: 60_000 }, async () => {
    const token = 'the-same-after-a-restart';
    const first = start('--history', '0', '--token', token);
    const { control } = JSON.parse(await firstLine(first)) as { control: string };
    first.kill('SIGTERM');
    await ended(first);
    const second = start('--history', '0', '--token', token, '--port', new URL(control).port);
    expect(JSON.parse(await firstLine(second))).toMatchObject({ control });
    expect((await fetch(`${control}/state`)).status).toBe(200);
    second.kill('SIGTERM');
    await ended(second);
  });

  it('stops at once when it is told to before its history is there', { timeout: 60_000 }, async () => {
    const port = await freePort();
    const child = start('--port', String(port), '--history', '168', '--applications', '500');
    // Its port is open long before the week is simulated.
    while (!(await isOpen(port)));
    child.kill('SIGTERM');
    expect(await ended(child)).toEqual({ code: 0, output: '', complaints: '' });
  });

  it.each([
    ['--applications', '501', '--applications: must be a whole number from 1 to 500, not "501".'],
    ['--speed', '0', '--speed: must be a number from 1 to 1000, not "0".'],
    ['--history', '169', '--history: must be a number from 0 to 168, not "169".'],
    ['--seed', '1.5', '--seed: must be a whole number from 0 to 4294967295, not "1.5".'],
    ['--port', '65536', '--port: must be a whole number from 0 to 65535, not "65536".'],
    ['--token', 'short', '--token: must be 16 to 128 letters, digits, hyphens or underscores.'],
    ['--colour', 'red', '--colour: not an argument of this command.'],
  ])('refuses %s %s with one sentence and exit 2', async (name, value, sentence) => {
    expect(await ended(start(name, value))).toEqual({ code: 2, output: '', complaints: `${sentence}\n` });
  });

  it('lists the scenarios that there are when it does not know one', async () => {
    const { code, complaints } = await ended(start('--scenario', 'none-of-these'));
    expect(code).toBe(2);
    expect(complaints).toMatch(/^--scenario: there is no none-of-these; there are .*demo.*\.\n$/);
  });

  it('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await ended(start('--port', String(port), '--history', '0'))).toEqual({
      code: 2,
      output: '',
      complaints: `--port: ${port} is in use already.\n`,
    });
    other.close();
  });
});
