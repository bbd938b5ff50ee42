import type { SimulatedApplication, World } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { jsonReply } from '../http/request.ts';
import type { Reply, SimulatorRequest } from '../http/request.ts';
import { noLeader, noSuchFile } from './flinkError.ts';
import { landingPage } from './landingPage.ts';
import type { RequestLog } from '../aws/requestLog.ts';
import type { ClusterMemory } from './memory.ts';
import { refuseWrite, route } from './routes.ts';
import type { FlinkAnswer, FlinkScope } from './scope.ts';
import { wordsOf } from './scope.ts';
import type { Sessions } from './sessions.ts';

/** Below it, each application's REST interface has a folder of its own. */
export const FLINK_PREFIX = '/flink/';
const COOKIE = 'flink-session';
/** Netty refuses a longer request line; Flink then speaks of a file that nobody asked for. */
const LONGEST_TARGET = 4083;

export interface FlinkOptions {
  readonly sessions: Sessions;
  readonly memory: ClusterMemory;
  /** Whether a session is needed: in the embedded simulator, and at the service. */
  readonly guarded: boolean;
  readonly requests: RequestLog;
  readonly look: () => { readonly world: World; readonly now: Millis };
}

/** The path of an application's REST interface, with a slash at its end. */
export const flinkPath = (application: string): string => `${FLINK_PREFIX}${encodeURIComponent(application)}/`;

/** The REST interface and, at its root, a page that lists what can be asked. */
export function answerFlink(request: SimulatorRequest, options: FlinkOptions): Reply {
  const { world, now } = options.look();
  const steps = decoded(request.path.slice(FLINK_PREFIX.length));
  const [name, ...rest] = steps ?? [];
  const application = world.applications.find((each) => each.name === name);
  if (application === undefined) return jsonReply(404, { message: 'There is no application of that name.' });
  const home = flinkPath(application.name);
  if (rest.length === 0) return { status: 302, headers: { location: home }, body: '' };

  const secret = request.query.get('authToken');
  if (secret !== null) return openSession(application.name, secret, home, options.sessions);
  if (options.guarded && !options.sessions.allows(application.name, cookieOf(request)))
    return jsonReply(403, { message: 'Forbidden: the session is missing or over. Ask for a new presigned address.' });

  if (!hasCluster(application)) return errorReply(noLeader(), options);
  const relative = rest[0] === 'v1' ? rest.slice(1) : rest;
  const [, query] = request.target.split('?', 2);
  const operation = relative.join('/') + (query === undefined ? '' : `?${query}`);
  const { region } = application;
  options.requests.add({ at: now, region, service: 'flink', operation, application: name, queries: 0, throttled: false });
  if (request.method !== 'GET') return errorReply(refuseWrite(request.method, relative), options);
  if (relative.length === 1 && relative[0] === '') return landingPage(application);
  const longest = LONGEST_TARGET + home.length - 1;
  const tooLong = request.target.length > longest;
  const answer = tooLong ? noSuchFile('/bad-request') : route(scopeOf(request, application, options), relative);
  return answer.ok ? replyWith(answer.value, options) : errorReply(answer, options);
}

function scopeOf({ query }: SimulatorRequest, application: SimulatedApplication, { look, memory }: FlinkOptions): FlinkScope {
  const { world, now } = look();
  const modern = Number.parseInt(application.flinkVersion, 10) >= 2;
  const region = world.regions.find(({ name }) => name === application.region);
  const logs = () => region?.logs(application.name, BEGINNING, millis(now + 1)) ?? [];
  return { application, now, modern, query, memory, logs };
}

const BEGINNING = millis(0);

function replyWith(value: unknown, options: FlinkOptions): Reply {
  const words = wordsOf(value);
  if (words === null) return jsonReply(200, value, headersOf(options));
  return { status: 200, headers: { ...headersOf(options), 'content-type': 'text/plain; charset=UTF-8' }, body: words };
}

/** A cluster exists while the application has a job, or waits for one as a notebook does. */
export const hasCluster = ({ jobs, status }: SimulatedApplication): boolean => jobs.length > 0 || status === 'RUNNING';

function openSession(application: string, secret: string, home: string, sessions: Sessions): Reply {
  const session = sessions.open(application, secret);
  if (session === null)
    return jsonReply(403, { message: 'Forbidden: the address has expired. It has to be opened within three minutes.' });
  return {
    status: 302,
    headers: {
      location: home,
      'set-cookie': `${COOKIE}=${session.cookie}; Path=${home}; Max-Age=${session.seconds}; HttpOnly; SameSite=Lax`,
      'cache-control': 'no-store',
    },
    body: '',
  };
}

function cookieOf({ headers }: SimulatorRequest): string {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === COOKIE && value !== undefined) return value;
  }
  return '';
}

const errorReply = (answer: FlinkAnswer, options: FlinkOptions): Reply =>
  answer.ok ? jsonReply(200, answer.value) : jsonReply(answer.error.status, { errors: answer.error.errors }, headersOf(options));

/** A cluster of one's own lets every page read it; a guarded one does not. */
const headersOf = ({ guarded }: FlinkOptions): Record<string, string> => ({
  'content-type': 'application/json; charset=UTF-8',
  ...(guarded ? {} : { 'access-control-allow-origin': '*' }),
});

/** Null when the path is not percent-encoded text. */
function decoded(path: string): string[] | null {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}
