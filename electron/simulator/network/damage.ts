import { MINUTE, millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import { decodeCbor } from '../aws/protocol/decodeCbor.ts';
import { encodeCbor } from '../aws/protocol/encodeCbor.ts';
import { readJson } from '../aws/protocol/jsonText.ts';
import type { Reply } from '../http/request.ts';

/** What is left of a good answer on a bad way: each keeps the status, as what stands between does. */
export const damages = {
  /** Breaks off in the middle. */
  truncated: (reply) => ({ ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) }),
  empty: (reply) => ({ ...reply, body: '' }),
  /** Well-formed, and an answer to something else. */
  'wrong-json': (reply) => recoded(reply, () => ['not', { what: 'was asked for' }, 7]),
  /** Every field is there, and none is what it should be. */
  'wrong-types': (reply) => recoded(reply, (value) => otherTypes(value)),
  /** Every figure is no number. */
  'not-numbers': (reply) => recoded(reply, (value, isBinary) => notNumbers(value, '', isBinary)),
} as const satisfies Record<string, (reply: Reply) => Reply>;

/** How far the clock of a service can be off ours; more than the five minutes for which a signature is good. */
export const SKEW = {
  'clock-ahead': millis(10 * MINUTE),
  'clock-behind': millis(-10 * MINUTE),
} as const satisfies Record<string, Millis>;

/** The same answer with another value in it, in its own encoding; a page or XML loses its figures. */
function recoded(reply: Reply, change: (value: unknown, isBinary: boolean) => unknown): Reply {
  const type = reply.headers['content-type'] ?? '';
  if (type.includes('cbor')) {
    const value = decodeCbor(Buffer.from(reply.body));
    return value.ok ? { ...reply, body: encodeCbor(change(value.value, true)) } : reply;
  }
  const text = reply.body.toString();
  const value = readJson(text);
  if (value.ok) return { ...reply, body: JSON.stringify(change(value.value, false)) };
  return { ...reply, body: text.replaceAll(/>[\d.]+</g, '>NaN<') };
}

function otherTypes(value: unknown): unknown {
  if (typeof value === 'number') return 'seven';
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'boolean') return [value];
  if (Array.isArray(value)) return value.length % 2 === 1 ? 'a list' : value.map(otherTypes);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, otherTypes(each)]));
}

/** Times stay what they are: an answer about no time at all would be let go before its figures are looked at. */
function notNumbers(value: unknown, key: string, isBinary: boolean): unknown {
  if (typeof value === 'number') {
    if (/time/i.test(key)) return isBinary ? new Date(value * 1_000) : value;
    // JSON has no NaN: services and Flink write it as text.
    return isBinary ? Number.NaN : 'NaN';
  }
  if (Array.isArray(value)) return value.map((each) => notNumbers(each, key, isBinary));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, notNumbers(each, name, isBinary)]));
}
