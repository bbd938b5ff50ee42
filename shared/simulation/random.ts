/**
 * Chance without a state. A key names a sub-stream (seed, application, what for), a counter the draw in it: `uniform(key, counter)` is a
 * hash of both. So a draw never depends on who else drew before, and the same seed gives the same world however it is read or advanced.
 */
export function keyOf(seed: number, ...names: readonly (string | number)[]): number {
  let hash = mix(seed);
  for (const name of names) {
    const text = String(name);
    // FNV-1a over the characters, then mixed, so that neighbouring names share nothing.
    let word = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) word = Math.imul(word ^ text.charCodeAt(i), 0x01000193);
    hash = mix(hash ^ mix(word + 0x9e3779b9));
  }
  return hash;
}

/** In [0, 1). */
export const uniform = (key: number, counter: number): number => mix(key ^ mix(counter + 0x9e3779b9)) / 4_294_967_296;

/** In (−1, 1), mostly near 0: the mean of three draws, stretched. */
export const wobble = (key: number, counter: number): number =>
  (uniform(key, counter) + uniform(key ^ 0x68e31da4, counter) + uniform(key ^ 0x1b56c4e9, counter)) / 1.5 - 1;

/** In [−1, 1]: a curve without jumps that goes through a new value at every whole `x`. */
export function drift(key: number, x: number): number {
  const whole = Math.floor(x);
  const part = x - whole;
  const ease = part * part * (3 - 2 * part);
  return 2 * (uniform(key, whole) * (1 - ease) + uniform(key, whole + 1) * ease) - 1;
}

/** A whole number in [from, to]. */
export const between = (key: number, counter: number, from: number, to: number): number =>
  from + Math.floor(uniform(key, counter) * (to - from + 1));

/** So many hexadecimal digits that are the same for the same key. */
export function hexDigits(key: number, digits: number): string {
  let text = '';
  for (let i = 0; text.length < digits; i++) {
    text += mix(key ^ mix(i + 1))
      .toString(16)
      .padStart(8, '0');
  }
  return text.slice(0, digits);
}

/** A bijection of 32 bits without visible pattern (Wellons' lowbias32). */
function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
