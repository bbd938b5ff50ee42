import { millis } from '#shared/units/units.ts';
import type { Clock } from '../../clock.ts';
import type { AwsError } from '../aws/awsError.ts';
import { awsError } from '../aws/awsError.ts';
import { jsonReply } from '../http/request.ts';
import type { Answer, Reply, SimulatorRequest } from '../http/request.ts';
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
/** Nobody waits longer than this for an answer. */
const FOREVER = millis(600_000);

/** What becomes of a request and its answer on their way. */
export async function disturbed(
  request: SimulatorRequest,
  { faults, asked, clock, closed, refuse }: DisturbOptions,
  answer: () => Answer | Promise<Answer>,
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
  for (const kind of ['server-error', 'throttling', 'expired-credentials'] as const)
    if (find(kind) !== undefined) return asked.service === 'flink' ? PROXY[kind] : refuse(request, ERRORS[kind]);
  const garbage = find('garbage');
  return garbage === undefined ? answer() : garbled(await answer(), garbage.before);
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
} as const;
