import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { DEEPEST } from './jsonText.ts';

/** A CBOR item (RFC 8949) as what JSON would say: a tagged moment is its seconds, bytes are their base64. The failure is a sentence. */
export function decodeCbor(bytes: Uint8Array): Result<unknown, string> {
  try {
    const reader = readerOf(bytes);
    const value = reader.item(0);
    return reader.left() === 0 ? ok(value) : failed('The CBOR goes on after its end.');
  } catch (thrown) {
    if (thrown instanceof Malformed) return failed(thrown.message);
    throw thrown;
  }
}

class Malformed extends Error {}

const BREAK = Symbol('break');

function readerOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let at = 0;

  const take = (length: number): number => {
    if (length > bytes.length - at) throw new Malformed('The CBOR ends too early.');
    const from = at;
    at += length;
    return from;
  };

  /** The number that goes with an item's first byte; null for an indefinite length. */
  function argument(info: number): number | null {
    if (info < 24) return info;
    if (info === 24) return view.getUint8(take(1));
    if (info === 25) return view.getUint16(take(2));
    if (info === 26) return view.getUint32(take(4));
    if (info === 27) return Number(view.getBigUint64(take(8)));
    if (info === 31) return null;
    throw new Malformed('The CBOR has a reserved length.');
  }

  function text(length: number): string {
    const from = take(length);
    try {
      return decoder.decode(bytes.subarray(from, from + length));
    } catch {
      throw new Malformed('The CBOR has text that is not UTF-8.');
    }
  }

  /** The parts of a string of indefinite length are of its own kind. */
  function parts<T>(major: number, part: (length: number) => T): T[] {
    const all: T[] = [];
    for (;;) {
      const first = view.getUint8(take(1));
      if (first === 0xff) return all;
      const length = first >> 5 === major ? argument(first & 31) : null;
      if (length === null) throw new Malformed('The CBOR has a string of other parts.');
      all.push(part(length));
    }
  }

  const binary = (length: number): Buffer => {
    const from = take(length);
    return Buffer.from(bytes.subarray(from, from + length));
  };

  /** So many as the length says, or up to the end of one that is indefinite. */
  function* items(length: number | null, depth: number): Generator {
    let left = length ?? Infinity;
    while (left-- > 0) {
      const value = length === null ? itemOrBreak(depth) : item(depth);
      if (value === BREAK) return;
      yield value;
    }
  }

  function map(length: number | null, depth: number): object {
    const entries: [string, unknown][] = [];
    for (const key of items(length, depth)) {
      if (typeof key !== 'string') throw new Malformed('The CBOR has a key that is not text.');
      entries.push([key, item(depth)]);
    }
    return Object.fromEntries(entries);
  }

  function simple(info: number): unknown {
    if (info === 20) return false;
    if (info === 21) return true;
    if (info === 22 || info === 23) return null;
    if (info === 25) return halfFloat(view.getUint16(take(2)));
    if (info === 26) return view.getFloat32(take(4));
    if (info === 27) return view.getFloat64(take(8));
    if (info === 31) return BREAK;
    throw new Malformed('The CBOR has an unknown simple value.');
  }

  function itemOrBreak(depth: number): unknown {
    if (depth > DEEPEST) throw new Malformed(`The CBOR is nested deeper than ${DEEPEST} levels.`);
    const first = view.getUint8(take(1));
    const major = first >> 5;
    const info = first & 31;
    if (major === 7) return simple(info);
    const length = argument(info);
    if (length === null && (major < 2 || major === 6)) throw new Malformed('The CBOR has a number of indefinite length.');
    switch (major) {
      case 0:
        return length;
      case 1:
        return -1 - (length ?? 0);
      case 2:
        return (length === null ? Buffer.concat(parts(2, binary)) : binary(length)).toString('base64');
      case 3:
        return length === null ? parts(3, text).join('') : text(length);
      case 4:
        return [...items(length, depth + 1)];
      case 5:
        return map(length, depth + 1);
      default:
        return item(depth + 1);
    }
  }

  function item(depth: number): unknown {
    const value = itemOrBreak(depth);
    if (value === BREAK) throw new Malformed('The CBOR has an end without a beginning.');
    return value;
  }

  return { item, left: () => bytes.length - at };
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}
