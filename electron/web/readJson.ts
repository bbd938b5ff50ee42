import type { IncomingMessage } from 'node:http';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Refusal } from './guard.ts';

const MEGABYTE = 1024 * 1024;

/** Reads a POST's JSON of at most so many megabytes. The limit holds for what really arrives, whatever the headers say. */
export async function readJson(request: IncomingMessage, most: number): Promise<Result<unknown, Refusal>> {
  const limit = most * MEGABYTE;
  const tooLarge: Refusal = { status: 413, reason: `The body is larger than ${most} MB.` };
  const type = request.headers['content-type'] ?? '';
  // Only JSON: a form or plain text can be sent by other sites' pages without asking first.
  if (!/^application\/json\s*(;|$)/i.test(type))
    return failed({ status: 415, reason: 'The Content-Type must be application/json.' });
  if (Number(request.headers['content-length'] ?? 0) > limit) return failed(tooLarge);

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) return failed(tooLarge);
    chunks.push(chunk);
  }
  try {
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch {
    return failed({ status: 400, reason: 'The body is not JSON.' });
  }
}
