import type { IncomingMessage } from 'node:http';
import { sameText } from '../sameText.ts';
import { safePath } from './pages.ts';

/** Why a request is not answered. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 405 | 413 | 415;
  readonly reason: string;
}

const refusal = (status: Refusal['status'], reason: string): Refusal => ({ status, reason });

const tokenIn = (request: IncomingMessage, cookie: string): string | null => {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookie && value !== undefined) return value;
  }
  return null;
};

export interface Gate {
  readonly port: number;
  readonly token: string;
  /** Cookies know no ports, so each host's own port is in the name of its cookie. */
  readonly cookie: string;
}

/**
 * Everything that is decided before a request is read. The Host header stops DNS rebinding; Origin and Sec-Fetch-Site stop other
 * sites' pages; the token stops other programs and other users of this machine.
 */
export function refuse(request: IncomingMessage, { port, token, cookie }: Gate): Refusal | null {
  const { method, url = '', headers } = request;
  if (method !== 'GET' && method !== 'POST') return refusal(405, 'Only GET and POST are answered here.');
  if (safePath(url) === null) return refusal(400, 'The path is not one that this host serves.');

  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return refusal(403, 'The Host header names another host.');
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
    return refusal(403, 'The request comes from a page of another origin.');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return refusal(403, 'The request comes from a page of another site.');

  if (!sameText(tokenIn(request, cookie), token) && !sameText(tokenOfUrl(request), token))
    return refusal(401, 'The token is missing or wrong: open the address that was printed when this host started.');
  return null;
}

/** The token that the printed address carries: good for opening the page, which answers with the cookie. */
export function tokenOfUrl(request: IncomingMessage): string | null {
  const { method, url = '' } = request;
  return method === 'GET' && url.startsWith('/?') ? new URLSearchParams(url.slice(2)).get('token') : null;
}
