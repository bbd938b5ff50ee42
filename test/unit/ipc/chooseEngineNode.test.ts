import { expect, it } from 'vitest';
import { chooseEngineNode } from '#electron/ipc/chooseEngineNode.ts';

const shipped = { own: '24.21.0', named: undefined, checkout: undefined, packaged: true };
const checkout = '/app/node_modules/node/bin/node';

it('runs the engine in Electron’s own Node where that is new enough', () => {
  expect(chooseEngineNode(shipped)).toEqual({ ok: true, value: null });
  expect(chooseEngineNode({ ...shipped, packaged: false, checkout })).toEqual({ ok: true, value: null });
});

it('lets a developer name another Node, but not the environment of a shipped app', () => {
  expect(chooseEngineNode({ ...shipped, packaged: false, named: '/usr/bin/node' })).toEqual({ ok: true, value: '/usr/bin/node' });
  expect(chooseEngineNode({ ...shipped, named: '/tmp/node' })).toEqual({ ok: true, value: null });
});

it('takes the named Node, then the checkout’s, on an Electron that is too old', () => {
  const old = { ...shipped, own: '16.17.1' };
  expect(chooseEngineNode({ ...old, named: '/usr/bin/node', checkout })).toEqual({ ok: true, value: '/usr/bin/node' });
  expect(chooseEngineNode({ ...old, packaged: false, checkout })).toEqual({ ok: true, value: checkout });
  expect(chooseEngineNode(old)).toEqual({
    ok: false,
    error: 'This Electron has Node 16.17.1, too old for the engine: name a Node 24 in STREAMGAUGE_ENGINE_NODE.',
  });
});
