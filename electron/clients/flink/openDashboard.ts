import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { flinkError } from './flinkHttp.ts';

const MOST_REDIRECTS = 5;

export interface DashboardSession {
  /** Address of the REST interface. */
  readonly base: string;
  readonly cookie: string | null;
}

/**
 * Opens a presigned address: follows its redirects by hand to collect the cookies of the session. Where it ends is the dashboard, and
 * beside it the REST interface. Neither address nor cookies are ever put into an error or a log.
 */
export async function openDashboard(url: string, timeout: Millis, signal: AbortSignal): Promise<Result<DashboardSession>> {
  const patience = AbortSignal.timeout(timeout);
  const cookies = new Map<string, string>();
  let at = new URL(url);
  const home = at.origin;
  try {
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      // The session is for the host that was named; it is not carried elsewhere.
      if (at.origin !== home) return failed(flinkError('bad-response', 'the dashboard redirects to another host'));
      const response = await fetch(at, {
        redirect: 'manual',
        headers: cookies.size === 0 ? {} : { cookie: joined(cookies) },
        signal: AbortSignal.any([signal, patience]),
      });
      await response.body?.cancel();
      for (const line of response.headers.getSetCookie()) {
        const pair = /^([^=;]+)=([^;]*)/.exec(line);
        if (pair?.[1] !== undefined) cookies.set(pair[1].trim(), pair[2] ?? '');
      }
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        at = new URL(location, at);
        continue;
      }
      if (!response.ok)
        return failed(flinkError(response.status === 403 ? 'access-denied' : 'unreachable', 'opening the dashboard'));
      return ok({ base: at.origin + at.pathname.replace(/[^/]*$/, ''), cookie: cookies.size === 0 ? null : joined(cookies) });
    }
    return failed(flinkError('bad-response', 'the dashboard redirects without end'));
  } catch {
    return failed(flinkError(patience.aborted ? 'timeout' : 'unreachable', ''));
  }
}

const joined = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
