import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCbor } from '#electron/simulator/aws/protocol/decodeCbor.ts';
import { encodeCbor } from '#electron/simulator/aws/protocol/encodeCbor.ts';

const decode = (hex: string) => decodeCbor(Buffer.from(hex, 'hex'));

describe('CBOR', () => {
  it.each([
    ['00', 0],
    ['1818', 24],
    ['1903e8', 1000],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['3903e7', -1000],
    ['f93c00', 1],
    ['f90400', 0.00006103515625],
    ['f9c400', -4],
    ['fa47c35000', 100_000],
    ['fbc010666666666666', -4.1],
    ['f97c00', Infinity],
    ['c11a514b67b0', 1_363_896_240],
    ['c1fb41d452d9ec200000', 1_363_896_240.5],
    ['4401020304', 'AQIDBA=='],
    ['62c3bc', 'ü'],
    ['5f42010243030405ff', 'AQIDBAU='],
    ['7f657374726561646d696e67ff', 'streaming'],
    ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
    ['bf6346756ef563416d7421ff', { Fun: true, Amt: -2 }],
    ['a26161016162820203', { a: 1, b: [2, 3] }],
    ['f6', null],
  ])('reads the example %s of its specification', (hex, value) => {
    expect(decode(hex)).toEqual({ ok: true, value });
  });

  it.each(['', '18', '5f00ff', 'ff', 'a10102', '1c', 'f800', 'c1', '62c328', '9f', '5b7fffffffffffffff'])(
    'refuses the bytes %s',
    (hex) => {
      expect(decode(hex).ok).toBe(false);
    },
  );

  it('gives back whatever JSON can say', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        expect(decodeCbor(encodeCbor(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void decodeCbor(bytes)),
      { numRuns: 3000 },
    );
  });

  it('writes moments as tagged seconds, maps as maps, and leaves out what is undefined', () => {
    expect(encodeCbor(new Date(1_363_896_240_500)).toString('hex')).toBe('c1fb41d452d9ec200000');
    expect(decodeCbor(encodeCbor({ a: new Map([['p99', 0.5]]), b: undefined }))).toEqual({
      ok: true,
      value: { a: { p99: 0.5 } },
    });
  });
});
