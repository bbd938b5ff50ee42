import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import type { AwsError } from '../aws/awsError.ts';
import { awsError } from '../aws/awsError.ts';
import { jsonReply } from '../http/request.ts';
import type { Answer, Reply, SimulatorRequest } from '../http/request.ts';
import { damages, SKEW } from './damage.ts';
import type { NetworkFaults, Strike } from './networkFaults.ts';

/** Who is asked, as far as the network can tell. */
export interface Asked {
  readonly service: string;
  /** Whose Flink interface. */
  readonly application: string | null;
}

export interface DisturbOptions {
  readonly faults: NetworkFaults;
  readonly asked: Asked | null;
  readonly clock: Clock;
  /** Aborted when the simulator is closed: nobody is kept waiting any more. */
  readonly closed: AbortSignal;
  /** How an AWS service says no, in the protocol of the request. */
  readonly refuse: (request: SimulatorRequest, error: AwsError) => Reply;
}

/** Real milliseconds. */
const LATENCY = { mild: 300, clear: 2_000, severe: 8_000 } as const;
/** A small answer takes longer than any client waits. */
const DROPS = { bytes: 4, pause: millis(500) } as const;
/** Nobody waits longer than this for an answer. */
const FOREVER = millis(600_000);

/** What becomes of a request and its answer on their way. */
export async function disturbed(
  request: SimulatorRequest,
  { faults, asked, clock, closed, refuse }: DisturbOptions,
  answer: (skew?: Millis) => Answer | Promise<Answer>,
): Promise<Answer> {
  if (asked === null) return answer();
  const strikes = faults.strike(asked.service, asked.application);
  const find = (kind: Strike['kind']) => strikes.find((strike) => strike.kind === kind);

  const latency = find('latency');
  if (latency !== undefined) await clock.sleep(millis(LATENCY[latency.severity]), AbortSignal.any([latency.over, closed]));
  const held = find('timeout');
  if (held !== undefined) {
    await clock.sleep(FOREVER, AbortSignal.any([held.over, closed]));
    return 'dropped';
  }
  if (find('refused') !== undefined) return 'dropped';
  for (const kind of ['server-error', 'throttling', 'expired-credentials', 'access-denied'] as const)
    if (find(kind) !== undefined) return asked.service === 'flink' ? PROXY[kind] : refuse(request, ERRORS[kind]);
  let got = await ofItsTime(answer, { find, clock });
  const garbage = find('garbage');
  if (garbage !== undefined) got = garbled(got, garbage.before);
  if (got === 'dropped') return got;
  for (const [kind, damage] of Object.entries(damages)) if (strikes.some((strike) => strike.kind === kind)) got = damage(got);
  const slow = find('slow-drip');
  return slow === undefined ? got : { ...got, drip: { ...DROPS, over: AbortSignal.any([slow.over, closed]) } };
}

interface ItsTime {
  readonly find: (kind: Strike['kind']) => Strike | undefined;
  readonly clock: Clock;
}

/** A service whose clock is off takes signatures by its own time, and says in every answer what time it has. */
async function ofItsTime(answer: (skew?: Millis) => Answer | Promise<Answer>, { find, clock }: ItsTime): Promise<Answer> {
  const skew = Object.entries(SKEW).find(([kind]) => find(kind as keyof typeof SKEW) !== undefined)?.[1];
  const got = await answer(skew);
  if (skew === undefined || got === 'dropped') return got;
  return { ...got, headers: { ...got.headers, date: new Date(clock.now() + skew).toUTCString() } };
}

/** By turns: an answer that somebody else's page has taken the place of, and one that breaks off. */
function garbled(answer: Answer, before: number): Answer {
  if (before % 2 === 0 || answer === 'dropped') return PORTAL;
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
}

/** As the services' common errors are named. */
const ERRORS = {
  'server-error': awsError(
    'InternalFailure',
    'The request processing has failed because of an unknown error, exception or failure.',
    500,
  ),
  throttling: awsError('ThrottlingException', 'Rate exceeded'),
  'expired-credentials': awsError('ExpiredTokenException', 'The security token included in the request is expired'),
  'access-denied': awsError('AccessDeniedException', 'User is not authorized to perform this action'),
} as const;

const page = (status: number, title: string): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`,
});
const PORTAL = page(200, 'Sign in to the network');

/** What stands before the dashboards says. */
const PROXY = {
  'server-error': page(502, '502 Bad Gateway'),
  throttling: jsonReply(429, { message: 'Too Many Requests' }),
  'expired-credentials': jsonReply(403, { message: 'Forbidden' }),
  'access-denied': jsonReply(403, { message: 'User is not authorized to access this resource' }),
} as const;
