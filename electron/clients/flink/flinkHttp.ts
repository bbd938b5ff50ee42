import type { z } from '#shared/model/schema.ts';
import type { Result, SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { ErrorsAnswer } from './answers.ts';

export const FLINK_SOURCE = 'Flink REST';

export interface FlinkHttpOptions {
  /** Address of the REST interface, with or without a slash at its end. */
  readonly base: string;
  /** Session of a managed application's dashboard; never logged. */
  readonly cookie: string | null;
  /** Requests at the same time. */
  readonly concurrency: number;
  /** Of one answer. */
  readonly timeout: Millis;
}

/** GET requests to one REST interface: queued, bounded, parsed. */
export interface FlinkHttp {
  /** `path` without a slash at its start. */
  get<S extends z.ZodType>(path: string, schema: S, signal: AbortSignal): Promise<Result<z.output<S>>>;
  /** The end of a text, of at most so many characters; Flink sends a log whole. */
  text(path: string, most: number, signal: AbortSignal): Promise<Result<{ readonly text: string; readonly truncated: boolean }>>;
}

export function flinkHttp({ base, cookie, concurrency, timeout }: FlinkHttpOptions): FlinkHttp {
  const root = base.endsWith('/') ? base : `${base}/`;
  const inTurn = limit(concurrency);

  const ask = <T>(path: string, accept: string, signal: AbortSignal, read: (text: string) => Result<T>): Promise<Result<T>> =>
    inTurn(async () => {
      const patience = AbortSignal.timeout(timeout);
      try {
        const response = await fetch(root + path, {
          headers: { accept, ...(cookie === null ? {} : { cookie }) },
          redirect: 'manual',
          signal: AbortSignal.any([signal, patience]),
        });
        const text = await response.text();
        return response.ok ? read(text) : failed(fromStatus(response.status, text));
      } catch (thrown) {
        return failed(patience.aborted ? flinkError('timeout', '') : flinkError('unreachable', causeOf(thrown)));
      }
    });

  return {
    get: (path, schema, signal) => ask(path, 'application/json', signal, (text) => parse(text, schema, path)),
    text: (path, most, signal) =>
      ask(path, 'text/plain', signal, (text) => ok({ text: text.slice(-most), truncated: text.length > most })),
  };
}

function parse<S extends z.ZodType>(text: string, schema: S, path: string): Result<z.output<S>> {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    const [issue] = parsed.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? 'the whole answer' : `“${issue.path.join('.')}”`;
    return failed(flinkError('bad-response', `${withoutQuery(path)}: ${field} is missing or of another kind`));
  } catch {
    return failed(flinkError('bad-response', `${withoutQuery(path)}: not JSON`));
  }
}

const withoutQuery = (path: string): string => path.split('?', 1)[0] ?? path;

/** Errors are `{"errors":["…"]}`, where a string may be a whole Java stack trace; what was meant is in its first line. */
function fromStatus(status: number, text: string): SourceError {
  const detail = firstLine(text);
  if (status >= 300 && status < 400) return flinkError('access-denied', 'it redirects to a sign-in');
  if (status === 401 || status === 403) return flinkError('access-denied', detail);
  if (status === 404) return flinkError('not-found', detail);
  if (status === 408 || status === 504) return flinkError('timeout', detail);
  if (status === 429) return flinkError('throttled', detail);
  if (status === 502 || status === 503) return flinkError('unreachable', detail);
  return flinkError(status >= 500 ? 'server-error' : 'bad-request', detail);
}

function firstLine(text: string): string {
  try {
    const parsed = ErrorsAnswer.safeParse(JSON.parse(text));
    if (!parsed.success) return '';
    const lines = parsed.data.errors.flatMap((error) => error.split('\n'));
    const line =
      lines.find((each) => each.trim() !== '' && !/^Internal server error\.?$|^<Exception on server side/.test(each)) ?? lines[0];
    return (line ?? '').replace(/^(?:[\w$]+\.)+[\w$]+(?:Exception|Error): /, '').trim();
  } catch {
    return '';
  }
}

/** The code of what broke the connection, without addresses: they may hold a session's secret. */
function causeOf(thrown: unknown): string {
  const cause = thrown instanceof Error ? thrown.cause : null;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

export function flinkError(kind: SourceErrorKind, detail: string): SourceError {
  const [message, remedy] = WORDS[kind] ?? WORDS.unexpected;
  return {
    kind,
    source: FLINK_SOURCE,
    message: detail === '' ? `${message}.` : `${message}: ${detail}.`.replace(/\.\.$/, '.'),
    remedy,
  };
}

const PASSES = 'Nothing to do if this passes; else look at the JobManager.';
const WORDS: Readonly<Partial<Record<SourceErrorKind, readonly [string, string]>>> & { unexpected: readonly [string, string] } = {
  unreachable: ['The Flink REST interface does not answer', 'Check that the cluster runs and that its address is right.'],
  timeout: ['The Flink REST interface did not answer in time', PASSES],
  throttled: ['The Flink REST interface refuses more requests for now', 'Nothing to do: the next tries come slower.'],
  'access-denied': [
    'The Flink REST interface denies access',
    'Check who may read it; a managed application gets a new session by itself.',
  ],
  'not-found': ['The Flink REST interface does not know this', 'The job may have ended; check the address if nothing is found.'],
  'bad-request': ['The Flink REST interface refused the request', 'Report this with the Flink version.'],
  'bad-response': [
    'The Flink REST interface answered something else than expected',
    'Check that the address is the one of a Flink cluster.',
  ],
  'server-error': ['The Flink REST interface failed', PASSES],
  unexpected: ['The Flink REST interface failed in an unexpected way', PASSES],
};

/** Runs at most `most` at the same time, in order of arrival. */
export function limit(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      // The place is handed over, not given back, so that nobody jumps the queue.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
