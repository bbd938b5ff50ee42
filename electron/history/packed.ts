import type { SQLOutputValue } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Shorter texts gain too little. */
const LARGE = 1_000;

/** A text as a column holds it: large ones are compressed where that makes them smaller; those are bytes, not text. */
export function pack(text: string): string | Uint8Array {
  if (text.length < LARGE) return text;
  const whole = Buffer.from(text, 'utf8');
  const packed = deflateRawSync(whole, { level: 6 });
  return packed.length < whole.length ? new Uint8Array(packed) : text;
}

/** Null: the bytes were damaged. */
export function unpack(value: SQLOutputValue | undefined): string | null {
  if (typeof value === 'string') return value;
  if (!(value instanceof Uint8Array)) return null;
  try {
    return inflateRawSync(value).toString('utf8');
  } catch {
    return null;
  }
}
