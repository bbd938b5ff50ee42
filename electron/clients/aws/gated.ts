import { getSmithyContext } from '@smithy/core/transport';
import type { AwsServiceName } from '#shared/model/connection.ts';
import { kindOf } from './fromAws.ts';
import type { Attempt, RequestGate } from './requestGate.ts';

type Context = Parameters<typeof getSmithyContext>[0];
/** A step of the SDK: gets the next one, and stands in front of it. */
type Middleware = <A, R>(next: (args: A) => Promise<R>, context: Context) => (args: A) => Promise<R>;

/** A client of the SDK, as far as a step can be put into it. */
interface Gateable {
  readonly middlewareStack: {
    addRelativeTo(middleware: Middleware, place: { name: string; relation: 'after'; toMiddleware: string }): void;
  };
}

/**
 * Puts the gate before every attempt of a client. It stands behind the signing, which stands behind the retries: what gets here goes
 * over the wire, and a try that has no credentials does not.
 */
export function gated<C extends Gateable>(client: C, service: AwsServiceName, gate: RequestGate | undefined): C {
  if (gate === undefined) return client;
  const middleware: Middleware = (next, context) => async (args) => {
    const { operation, abortSignal } = getSmithyContext(context);
    const attempt: Attempt = { service, operation: typeof operation === 'string' ? operation : 'unknown', units: unitsOf(args) };
    await gate.before(attempt, abortSignal instanceof AbortSignal ? abortSignal : undefined);
    try {
      const answer = await next(args);
      gate.after(attempt, 'ok');
      return answer;
    } catch (thrown) {
      gate.after(attempt, kindOf(thrown) === 'throttled' ? 'throttled' : 'failed');
      throw thrown;
    }
  };
  client.middlewareStack.addRelativeTo(middleware, {
    name: 'requestGate',
    relation: 'after',
    toMiddleware: 'httpSigningMiddleware',
  });
  return client;
}

/** What is paid for: GetMetricData by the query; else the request. */
function unitsOf(args: unknown): number {
  if (typeof args !== 'object' || args === null || !('input' in args)) return 1;
  const { input } = args;
  if (typeof input !== 'object' || input === null || !('MetricDataQueries' in input)) return 1;
  return Array.isArray(input.MetricDataQueries) ? input.MetricDataQueries.length : 1;
}
