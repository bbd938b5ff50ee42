import { describe, expect, it } from 'vitest';
import { tailBuffer } from '#electron/engine/aws/collect/tailBuffer.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';

const start = 1_700_000_000_000;
const line = (seconds: number, message: string, id?: string) => ({
  at: millis(start + seconds * SECOND),
  stream: 's',
  message,
  ...(id === undefined ? {} : { id }),
});
const texts = (records: readonly { readonly message: string }[]) => records.map(({ message }) => message).join(' ');

describe('the newest lines of a log', () => {
  it('has what is read again once, and puts what comes late in its place', () => {
    const buffer = tailBuffer(10);
    buffer.add([line(1, 'a', '1'), line(5, 'c', '2')]);
    const fresh = buffer.add([line(1, 'a', '1'), line(3, 'b', '3'), line(5, 'c', '2'), line(6, 'd', '4')]);
    expect(texts(fresh)).toBe('b d');
    expect(texts(buffer.value(millis(start)).records)).toBe('a b c d');
  });

  it('keeps two lines apart that say the same at the same moment', () => {
    const buffer = tailBuffer(10);
    buffer.add([line(1, 'same', '1'), line(1, 'same', '2')]);
    buffer.add([line(1, 'same', '1'), line(1, 'same', '2')]);
    expect(buffer.value(millis(start)).records).toHaveLength(2);
  });

  it('lets the oldest go, and counts them', () => {
    const buffer = tailBuffer(3);
    buffer.add([1, 2, 3, 4, 5].map((n) => line(n, String(n))));
    expect(buffer.value(millis(start))).toMatchObject({ dropped: 2, readTo: start });
    expect(texts(buffer.value(millis(start)).records)).toBe('3 4 5');
    expect(texts(buffer.add([line(5, '5'), line(6, '6')]))).toBe('6');
    expect(buffer.value(millis(start)).dropped).toBe(3);
  });

  it('is read on from a minute before its newest line, whatever the clock says', () => {
    const buffer = tailBuffer(3);
    expect(buffer.from()).toBeNull();
    buffer.add([line(600, 'a'), line(500, 'b')]);
    expect(buffer.from()).toBe(start + 600 * SECOND - MINUTE);
  });
});
