import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { z } from '#shared/model/schema.ts';
import type { SimulatorRequest } from '../http/request.ts';

export interface Refusal {
  readonly status: number;
  readonly sentence: string;
}

export const refuse = (status: number, sentence: string): Result<never, Refusal> => failed({ status, sentence });

/** A JSON body of a shape; a refusal names the field. */
export function readBody<S extends z.ZodType>(schema: S, { headers, body }: SimulatorRequest): Result<z.output<S>, Refusal> {
  // Other sites' pages can send plain text and forms without asking first, but not this.
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''))
    return refuse(415, 'The Content-Type must be application/json.');
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return refuse(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  return refuse(400, `${field === '' ? '' : `${field}: `}${issue?.message ?? 'not what is taken here'}.`);
}
