import { describe, expect, it } from 'vitest';
import { HostError } from '#renderer/host/hostError.ts';
import { overHttp } from '#renderer/host/overHttp.ts';
import type { EventStream } from '#renderer/host/overHttp.ts';
import { overIpc } from '#renderer/host/overIpc.ts';
import type { Host } from '#shared/contract/contract.ts';
import { handClock, settled } from './fakeHost.ts';

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A browser page whose network the test plays. */
function openPage() {
  const time = handClock();
  const streams: {
    readonly address: string;
    readonly hear: Map<string, (event: MessageEvent<string>) => void>;
    open: boolean;
  }[] = [];
  const requests: { readonly address: string; readonly body: unknown }[] = [];
  let reply: Reply | 'unreachable' = { status: 200, body: {} };
  const http = overHttp({
    origin: 'http://127.0.0.1:1',
    viewer: 'page-1',
    clock: time.clock,
    fetch: (address, init) => {
      requests.push({ address, body: JSON.parse(init.body as string) });
      if (reply === 'unreachable') return Promise.reject(new TypeError('Failed to fetch'));
      return Promise.resolve(new Response(JSON.stringify(reply.body), { status: reply.status }));
    },
    openStream(address): EventStream {
      const stream = { address, hear: new Map<string, (event: MessageEvent<string>) => void>(), open: true };
      streams.push(stream);
      return {
        addEventListener: (name, hear) => void stream.hear.set(name, hear),
        close: () => void (stream.open = false),
      };
    },
  });
  const told: unknown[] = [];
  const off = http.host.on('engine', (payload) => told.push(payload));
  const last = () => streams[streams.length - 1];
  return {
    http,
    time,
    streams,
    requests,
    told,
    off,
    network: (next: Reply | 'unreachable') => void (reply = next),
    hears: (name: string, payload: unknown) =>
      last()?.hear.get(name)?.({ data: JSON.stringify(payload) } as MessageEvent<string>),
    loses: async () => {
      last()?.hear.get('error')?.({} as MessageEvent<string>);
      await settled();
    },
  };
}

describe('the browser’s way to the host', () => {
  it('posts a call under the page’s own name', async () => {
    const { http, requests, network } = openPage();
    network({ status: 200, body: { version: '1', host: 'browser', platform: 'linux' } });
    expect(await http.host.call('host.info', {})).toMatchObject({ version: '1' });
    expect(requests).toEqual([{ address: 'http://127.0.0.1:1/host/host.info?viewer=page-1', body: {} }]);
  });

  it('a refused call carries the host’s own sentence; a lost one says that it was lost', async () => {
    const { http, network } = openPage();
    network({ status: 400, body: { error: 'watch: the viewer is not attached' } });
    await expect(http.host.call('watch', { topics: [] })).rejects.toThrow(
      new HostError('watch: the viewer is not attached', 400),
    );
    network('unreachable');
    await expect(http.host.call('watch', { topics: [] })).rejects.toThrow('Streamgauge’s host does not answer.');
  });

  it('one stream carries the events of both kinds', () => {
    const { http, streams, hears, told } = openPage();
    const snapshots: unknown[] = [];
    http.host.on('snapshots', (payload) => snapshots.push(payload));
    expect(streams.map(({ address }) => address)).toEqual(['http://127.0.0.1:1/host/events?viewer=page-1']);
    hears('engine', { state: 'up', generation: 4 });
    hears('snapshots', { sequence: 1, snapshots: [] });
    expect(told).toEqual([{ state: 'up', generation: 4 }]);
    expect(snapshots).toEqual([{ sequence: 1, snapshots: [] }]);
  });

  it('a host that is away is looked for ever more slowly, and found again', async () => {
    const { time, streams, told, network, hears, loses } = openPage();
    hears('engine', { state: 'up', generation: 1 });
    network('unreachable');
    const pauses: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      await loses();
      const [pause = 0] = time.pauses();
      pauses.push(pause);
      time.pass(pause);
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
    expect(streams).toHaveLength(7);
    expect(streams.filter(({ open }) => open)).toHaveLength(1);
    expect(told.at(-1)).toEqual({ state: 'restarting', generation: 1 });

    hears('engine', { state: 'up', generation: 2 });
    await loses();
    expect(time.pauses()).toEqual([500]);
  });

  it('a host that answers but no longer lets the page in is told apart from one that is away', async () => {
    const { time, told, network, hears, loses } = openPage();
    hears('engine', { state: 'up', generation: 1 });
    network({ status: 401, body: { error: 'The token is missing or wrong.' } });
    await loses();
    expect(told.at(-1)).toEqual({ state: 'gone', generation: 1 });
    time.pass(500);
    await loses();
    expect(told.filter((each) => (each as { state: string }).state === 'restarting')).toHaveLength(1);
    time.pass(1000);
    hears('engine', { state: 'up', generation: 9 });
    expect(told.at(-1)).toEqual({ state: 'up', generation: 9 });
  });

  it('a page that was put aside is no viewer, until it is back', async () => {
    const { http, time, streams, loses, told } = openPage();
    http.close();
    expect(streams[0]?.open).toBe(false);
    await loses();
    time.pass(60_000);
    expect([streams.length, told]).toEqual([1, []]);
    http.open();
    expect(streams).toHaveLength(2);
  });
});

describe('Electron’s way to the host', () => {
  const bridge = (call: Host['call']): Host => ({ call, on: () => () => undefined });

  it('takes Electron’s own words away from an error', async () => {
    const host = overIpc(bridge(() => Promise.reject(new Error("Error invoking remote method 'host:watch': Error: watch: no"))));
    await expect(host.call('watch', { topics: [] })).rejects.toThrow(new HostError('watch: no'));
  });

  it('a page that listens takes the engine to be up, which makes it ask', async () => {
    const told: unknown[] = [];
    overIpc(bridge(() => Promise.reject(new Error()))).on('engine', (payload) => told.push(payload));
    await settled();
    expect(told).toEqual([{ state: 'up', generation: 0 }]);
  });
});
