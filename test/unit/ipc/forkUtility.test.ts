import { EventEmitter } from 'node:events';
import process from 'node:process';
import { PassThrough } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { forkUtility } from '#electron/ipc/forkUtility.ts';

/** What Electron hands out for a utility process, as far as a link uses it. */
const child = Object.assign(new EventEmitter(), { stdout: new PassThrough(), stderr: new PassThrough() });
vi.mock('electron', () => ({ utilityProcess: { fork: () => child } }));

afterEach(() => vi.restoreAllMocks());

it('outlives an engine whose V8 dies, and tells where, but not what the report says of the environment', async () => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { ended } = forkUtility('/engine.mjs');
  child.stderr.emit('data', Buffer.from('Reached heap limit\n'));
  child.emit('error', 'FatalError', 'v8::ToLocalChecked', '{"environmentVariables":{"AWS_SECRET_ACCESS_KEY":"hush"}}');
  child.emit('exit', 5);

  const reason = await ended;
  expect(reason).toBe('It ended with exit code 5. Its last words:\nReached heap limit\nFatalError in v8::ToLocalChecked');
  const log = written.mock.calls.map(([text]) => String(text)).join('');
  expect(log).toContain('FatalError in v8::ToLocalChecked');
  expect(reason + log).not.toContain('hush');
});
