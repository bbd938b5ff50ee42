import { getSmithyContext } from '@smithy/core/transport';
import type { AwsServiceName } from '#shared/model/connection.ts';
import { kindOf } from './awsErrorKinds.ts';
import type { Attempt, RequestGate } from './requestGate.ts';

type Context = Parameters<typeof getSmithyContext>[0];
/** A step of the SDK: gets the next one, and stands in front of it. */
type Step = <A, R>(next: (args: A) => Promise<R>, context: Context) => (args: A) => Promise<R>;

/** A client of the SDK, as far as a step can be put into it. */
export interface Steppable {
  readonly middlewareStack: {
    add(step: Step, place: { name: string; step: 'initialize'; priority: 'high' }): void;
    addRelativeTo(step: Step, place: { name: string; relation: 'after'; toMiddleware: string }): void;
  };
}

const signalOf = (context: Context): AbortSignal | undefined => {
  const { abortSignal } = getSmithyContext(context);
  return abortSignal instanceof AbortSignal ? abortSignal : undefined;
};

/** We gave up by ourselves; an answer that was too long in coming is a failure of the service. */
const wasCancelled = (signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true && !(signal.reason instanceof Error && signal.reason.name === 'TimeoutError');

/** Behind the signing, which stands behind the retries: what gets here goes over the wire, and a try without credentials does not. */
const onTheWire = (client: Steppable, name: string, step: Step): void =>
  client.middlewareStack.addRelativeTo(step, { name, relation: 'after', toMiddleware: 'httpSigningMiddleware' });

/** Puts the gate before every attempt of a client, retries included. */
export function passesGate(client: Steppable, service: AwsServiceName, gate: RequestGate): void {
  onTheWire(client, 'requestGate', (next, context) => async (args) => {
    const { operation } = getSmithyContext(context);
    const attempt: Attempt = { service, operation: typeof operation === 'string' ? operation : 'unknown', units: unitsOf(args) };
    await gate.before(attempt, signalOf(context));
    try {
      const answer = await next(args);
      gate.after(attempt, 'ok');
      return answer;
    } catch (thrown) {
      const cancelled = wasCancelled(signalOf(context));
      gate.after(attempt, cancelled ? 'cancelled' : kindOf(thrown) === 'throttled' ? 'throttled' : 'failed');
      throw thrown;
    }
  });
}

/** Tells that a service did not take the credentials, and which these were when it was asked. */
export function tellsRefusal<C>(client: Steppable, current: () => C, tell: (refused: C) => void): void {
  onTheWire(client, 'credentialsRefused', (next) => async (args) => {
    const used = current();
    try {
      return await next(args);
    } catch (thrown) {
      const kind = kindOf(thrown);
      if (kind === 'credentials-expired' || kind === 'credentials-missing') tell(used);
      throw thrown;
    }
  });
}

/**
 * Ends a call when its signal is aborted, whatever it is about: the SDK listens to it only while it sends, not while it waits for
 * credentials, which may be as long as it takes somebody to find the phone.
 */
export function givesUp(client: Steppable, awaited: () => string | null): void {
  const step: Step = (next, context) => async (args) => {
    const signal = signalOf(context);
    if (signal === undefined) return next(args);
    let giveUp = (): void => undefined;
    const aborted = new Promise<never>((_, reject) => {
      giveUp = () => reject(gaveUp(awaited()));
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });
    try {
      return await Promise.race([next(args), aborted]);
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  };
  client.middlewareStack.add(step, { name: 'givesUp', step: 'initialize', priority: 'high' });
}

function gaveUp(device: string | null): Error {
  const [name, message] =
    device === null ? ['AbortError', 'Given up.'] : ['CodeAwaited', `The code of the MFA device ${device} is waited for.`];
  return Object.assign(new Error(message), { name });
}

/** What is paid for: GetMetricData by the query; else the request. */
function unitsOf(args: unknown): number {
  if (typeof args !== 'object' || args === null || !('input' in args)) return 1;
  const { input } = args;
  if (typeof input !== 'object' || input === null || !('MetricDataQueries' in input)) return 1;
  return Array.isArray(input.MetricDataQueries) ? input.MetricDataQueries.length : 1;
}
