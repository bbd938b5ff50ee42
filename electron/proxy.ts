import { setGlobalProxyFromEnv } from 'node:http';

/** The proxies that an environment names, in the names that Node's agents know. */
export interface ProxyEnvironment {
  readonly HTTP_PROXY?: string;
  readonly HTTPS_PROXY?: string;
  readonly NO_PROXY: string;
}

/** This machine is never asked through a proxy: simulators and local clusters are here. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]', '::1'];

/**
 * HTTPS_PROXY, HTTP_PROXY and NO_PROXY, where the lower-case names come first, as in curl. An address without a scheme is taken as
 * http; one that is none is left out. Null: no proxy is named.
 */
export function proxyEnvironment(environment: Readonly<Record<string, string | undefined>>): ProxyEnvironment | null {
  const named = (name: string): string | undefined => environment[name.toLowerCase()] ?? environment[name];
  const http = proxyAddress(named('HTTP_PROXY'));
  const https = proxyAddress(named('HTTPS_PROXY'));
  if (http === null && https === null) return null;
  const others = (named('NO_PROXY') ?? '').split(/[\s,]+/).filter((host) => host !== '');
  return {
    ...(http === null ? {} : { HTTP_PROXY: http }),
    ...(https === null ? {} : { HTTPS_PROXY: https }),
    NO_PROXY: [...others, ...LOCAL].join(','),
  };
}

function proxyAddress(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  return /^https?:/i.test(address) && URL.canParse(address) ? address : null;
}

/** Makes `fetch` and plain requests of this process go through the proxies of an environment; returns how to undo it. */
export function useProxies(environment: Readonly<Record<string, string | undefined>>): () => void {
  const proxies = proxyEnvironment(environment);
  return proxies === null ? () => undefined : setGlobalProxyFromEnv({ ...proxies });
}
