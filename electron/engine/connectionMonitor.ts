import { isDeepStrictEqual } from 'node:util';
import type { CollectorView } from '#shared/model/collector.ts';
import type { ConnectionClock } from '#shared/model/connection.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { ConnectionState } from './watcher.ts';

/** What the collectors of one connection make of it as a whole, and how each of them fares. */
export interface ConnectionMonitor {
  /** The collector has begun, and has not polled yet. */
  expect(collector: string, about?: About): void;
  /** Told after every poll of a collector. Without an `essential` one nothing is known: its failure takes the connection down. */
  report(collector: string, result: Result<unknown>, next: Millis, essential?: boolean, about?: About): void;
  /** A poll had nobody to ask: that is neither an answer nor a failure. What was known stays, and only the next try is another. */
  idle(collector: string, next: Millis, about?: About): void;
  /** The collector is no longer needed. */
  retire(collector: string): void;
  state(): ConnectionState;
  /** Every collector: first what the connection needs, last the many of a kind by name. */
  views(): readonly CollectorView[];
  /** The connection waits for a code of this MFA device; null: it does not (any more). */
  setPrompt(device: string | null): void;
}

/** What a collector is on a screen, where that is not the word that it reports with. */
export interface About {
  readonly name?: string;
  /** Else the connection's own. */
  readonly place?: string;
  /** Real time between polls now; else as long as it is until the next one. */
  readonly every?: Millis;
  /** One of many, or beside the matter: its failure is shown where its data is, and is no trouble of the connection as a whole. */
  readonly detail?: boolean;
  /** Everything else goes through it: while it fails, its failure is why the others fail. */
  readonly first?: boolean;
}

interface Outcome {
  readonly name: string;
  readonly place: string;
  readonly error: SourceError | null;
  readonly failedAt: Millis;
  readonly lastGood: Millis | null;
  readonly failures: number;
  readonly next: Millis | null;
  readonly every: Millis | null;
  readonly essential: boolean;
  readonly detail: boolean;
  readonly first: boolean;
  /** Its newest poll had nobody to ask: what failed before is no trouble of the connection now. */
  readonly idle: boolean;
}

/** Whose collectors they are: the connection's id, and its region or address. */
interface Owner {
  readonly connection: string;
  readonly place: string;
}

/** Times alone are told again at most so often. */
const TOLD_PAUSE = SECOND;

export function connectionMonitor(
  clock: Clock,
  view: () => ConnectionClock | null,
  changed: () => void,
  owner: Owner = { connection: '', place: '' },
): ConnectionMonitor {
  const outcomes = new Map<string, Outcome>();
  let lastGood: Millis | null = null;
  let prompt: ConnectionState['prompt'] = null;
  /** Another one for everything that is another of a collector, but for its times. */
  let version = 0;
  let told: { readonly what: unknown; readonly at: Millis } | null = null;

  const state = (): ConnectionState => {
    const failing = [...outcomes.values()]
      .filter(({ error, detail, idle }) => error !== null && !detail && !idle)
      .sort((a, b) => Number(b.first) - Number(a.first) || Number(b.essential) - Number(a.essential) || b.failedAt - a.failedAt);
    const [worst] = failing;
    const name = worst === undefined ? (lastGood === null ? 'connecting' : 'live') : worst.essential ? 'down' : 'degraded';
    return { state: name, error: worst?.error ?? null, lastGood, nextTry: nextOf(failing, clock.now()), clock: view(), prompt };
  };
  const begun = (
    collector: string,
    { name = collector, place = owner.place, detail = false, first = false }: About,
  ): Outcome => ({
    name: wordsFor[name] ?? name,
    place,
    error: null,
    failedAt: clock.now(),
    lastGood: null,
    failures: 0,
    next: null,
    every: null,
    essential: false,
    detail,
    first,
    idle: false,
  });
  /** At once when anything but a time is another; a time that is told late is as old as the pause. */
  const tell = (): void => {
    const { state: name, error, clock: time } = state();
    const what = [name, error, time, prompt, version];
    const now = clock.now();
    if (told !== null && now - told.at < TOLD_PAUSE && isDeepStrictEqual(what, told.what)) return;
    told = { what, at: now };
    changed();
  };

  return {
    // Told with the next report: it may be the first of thousands.
    expect(collector, about = {}) {
      if (outcomes.has(collector)) return;
      outcomes.set(collector, begun(collector, about));
      version += 1;
    },
    report(collector, result, next, essential = false, about = {}) {
      const now = clock.now();
      const { name = collector, place = owner.place, detail = false, first = false } = about;
      const before = outcomes.get(collector);
      if (result.ok) lastGood = now;
      if (before === undefined || before.lastGood === null || !result.ok || before.error !== null) version += 1;
      outcomes.set(collector, {
        name: wordsFor[name] ?? name,
        place,
        error: result.ok ? null : result.error,
        failedAt: now,
        lastGood: result.ok ? now : (before?.lastGood ?? null),
        failures: result.ok ? 0 : (before?.failures ?? 0) + 1,
        next,
        every: about.every ?? pauseUntil(next, now),
        essential,
        detail,
        first,
        idle: false,
      });
      tell();
    },
    idle(collector, next, about = {}) {
      const before = outcomes.get(collector);
      if (before === undefined) version += 1;
      const every = about.every ?? pauseUntil(next, clock.now());
      outcomes.set(collector, { ...(before ?? begun(collector, about)), next, every, idle: true });
      tell();
    },
    retire(collector) {
      if (!outcomes.delete(collector)) return;
      version += 1;
      tell();
    },
    state,
    views: () =>
      [...outcomes.values()].sort(inOrder).map(({ name, place, error, lastGood: good, failures, next, every }) => ({
        connection: owner.connection,
        name,
        place,
        state: error !== null ? ('failing' as const) : good === null ? ('waiting' as const) : ('good' as const),
        lastGood: good,
        error,
        failures,
        nextTry: next,
        every,
      })),
    setPrompt(device) {
      prompt = device === null ? null : { kind: 'mfa', device };
      tell();
    },
  };
}

const pauseUntil = (next: Millis, now: Millis): Millis => millis(Math.max(0, next - now));

/** When what is shown is tried again; while that try is under way, the next one of the others that is still to come. */
function nextOf(failing: readonly Outcome[], now: Millis): Millis | null {
  const [shown] = failing;
  if (shown === undefined) return null;
  if (shown.next !== null && shown.next > now) return shown.next;
  const toCome = failing.flatMap(({ next }) => (next !== null && next > now ? [next] : []));
  return toCome.length === 0 ? shown.next : millis(Math.min(...toCome));
}

const inOrder = (a: Outcome, b: Outcome): number =>
  Number(b.essential) - Number(a.essential) ||
  Number(a.detail) - Number(b.detail) ||
  (a.detail ? a.name.localeCompare(b.name) : 0);

/** What is reported by a word of ours, in the user's words. */
const wordsFor: Readonly<Record<string, string>> = { control: 'Simulator', jobs: 'Jobs of the cluster' };
