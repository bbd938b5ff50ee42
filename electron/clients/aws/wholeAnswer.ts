import { Readable } from 'node:stream';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Millis } from '#shared/units/units.ts';

type Handle = NodeHttpHandler['handle'];

/**
 * The same handler, for which an answer has to be there whole within a limit: the SDK's own limits start anew with every byte, so that one
 * that drips would keep a poll waiting for ever. What is late ends with a `TimeoutError`, which the SDK tries again as any other.
 */
export function wholeAnswer(handler: NodeHttpHandler, limit: Millis): NodeHttpHandler {
  const handle = handler.handle.bind(handler);
  handler.handle = async (request: Parameters<Handle>[0], options: Parameters<Handle>[1] = {}) => {
    const late = AbortSignal.timeout(limit);
    const abortSignal = options.abortSignal instanceof AbortSignal ? AbortSignal.any([options.abortSignal, late]) : late;
    const answer = await handle(request, { ...options, abortSignal });
    const body: unknown = answer.response.body;
    if (body instanceof Readable) {
      const giveUp = () =>
        body.destroy(Object.assign(new Error(`The answer was not whole after ${limit} ms.`), { name: 'TimeoutError' }));
      abortSignal.addEventListener('abort', giveUp, { once: true });
      body.once('close', () => abortSignal.removeEventListener('abort', giveUp));
    }
    return answer;
  };
  return handler;
}
