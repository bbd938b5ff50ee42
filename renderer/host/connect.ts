import type { Host } from '#shared/contract/contract.ts';
import { systemClock } from './clock.ts';
import { overHttp } from './overHttp.ts';
import { overIpc } from './overIpc.ts';
import { randomName } from './random.ts';

declare global {
  interface Window {
    /** What the preload script exposes; absent in a plain browser. */
    readonly host?: Host;
  }
}

/** Where the pages run; says how the user gets back to a host that is gone. */
export type HostKind = 'desktop' | 'browser';

/** Electron injects `window.host`; a plain browser talks to the local web host instead. */
export function connect(): { readonly host: Host; readonly kind: HostKind } {
  if (window.host !== undefined) return { host: overIpc(window.host), kind: 'desktop' };
  const http = overHttp({
    origin: location.origin,
    viewer: randomName(),
    clock: systemClock,
    fetch: (address, init) => fetch(address, init),
    openStream: (address) => new EventSource(address),
  });
  // A page that was put aside to come back to (or never) must not be counted as somebody who looks.
  addEventListener('pagehide', () => http.close());
  addEventListener('pageshow', () => http.open());
  return { host: http.host, kind: 'browser' };
}
