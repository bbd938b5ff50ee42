import { randomBytes } from 'node:crypto';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';

/** A presigned address has to be opened within so long. */
const FIRST_USE = 3 * MINUTE;
/** Of those that are kept; the oldest are forgotten first. */
const MOST_SESSIONS = 1000;

/**
 * Sessions of the Flink dashboards, opened with presigned addresses. They are kept in real time, whatever the simulated clock does:
 * browsers and programs that follow an address live in real time.
 */
export interface Sessions {
  /** A secret that opens the application's dashboard. */
  issue(application: string, duration: Millis): string;
  /** The session's cookie and what is left of it, or null: too late, another application's, or unknown. */
  open(application: string, secret: string): { readonly cookie: string; readonly seconds: number } | null;
  allows(application: string, cookie: string): boolean;
}

interface Session {
  readonly application: string;
  readonly duration: Millis;
  readonly issued: Millis;
  readonly cookie: string;
  /** Null until the address is opened. */
  ends: Millis | null;
}

export function createSessions(realNow: () => Millis): Sessions {
  const bySecret = new Map<string, Session>();
  const byCookie = new Map<string, Session>();

  const forget = (secret: string) => {
    const session = bySecret.get(secret);
    if (session !== undefined) byCookie.delete(session.cookie);
    bySecret.delete(secret);
  };

  return {
    issue(application, duration) {
      const [oldest] = bySecret.keys();
      if (bySecret.size >= MOST_SESSIONS && oldest !== undefined) forget(oldest);
      const secret = randomBytes(32).toString('base64url');
      const session = { application, duration, issued: realNow(), cookie: randomBytes(32).toString('base64url'), ends: null };
      bySecret.set(secret, session);
      byCookie.set(session.cookie, session);
      return secret;
    },
    open(application, secret) {
      const session = bySecret.get(secret);
      const now = realNow();
      if (session?.application !== application) return null;
      const ends = session.ends ?? (now <= session.issued + FIRST_USE ? millis(now + session.duration) : null);
      if (ends === null || now >= ends) return null;
      session.ends = ends;
      return { cookie: session.cookie, seconds: Math.floor((ends - now) / 1000) };
    },
    allows(application, cookie) {
      const session = byCookie.get(cookie);
      return session?.application === application && session.ends !== null && realNow() < session.ends;
    },
  };
}
