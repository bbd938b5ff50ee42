import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimal,
  json,
  oneLine,
  quoted,
  quotedForShell,
  quotedForTemplates,
  quotedForTerraform,
  shellQuoted,
} from '#shared/alarmCode/texts.ts';
import { fingerprint, logicalId, pascal, snakeId } from '#shared/alarmCode/identifiers.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('"', "'", '\\', '${', '%{', '$$', '\n', '\b', '\f', '\\b', '\u2028', 'é', '😀'), { maxLength: 8 })
    .map((bits) => bits.join('')),
);

describe('a figure', () => {
  it.each([
    [1e-7, '0.0000001'],
    [1.5e-10, '0.00000000015'],
    [-2.5e-8, '-0.000000025'],
    [1e21, '1000000000000000000000'],
    [1.25e22, '12500000000000000000000'],
    [0.1, '0.1'],
    [174_000_000, '174000000'],
    [-0, '0'],
  ])('%d is written %s', (value, text) => expect(decimal(value)).toBe(text));

  it('is exactly what it was, without an exponent, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = decimal(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([NaN, Infinity])('that is none, such as %d, is a bug', (value) => expect(() => decimal(value)).toThrow('is no figure'));
});

describe('text', () => {
  it('in quotes is read by JSON as it was, on one line, without a character that readers disagree about', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const quote of [quoted, quotedForShell, quotedForTemplates]) {
          const written = quote(text);
          expect(JSON.parse(written)).toBe(text.replace(/\p{Cs}/gu, '\ufffd'));
          expect(written).not.toMatch(/[\p{Cc}\u2028\u2029\ufeff]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('for the shell is ASCII without an apostrophe, and for templates has nothing to fill in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(quotedForShell(text)).toMatch(/^[\u0020-\u0026\u0028-\u007e]*$/);
        expect(quotedForTemplates(text)).not.toMatch(/[$%]\{/);
        expect(quotedForTerraform(text)).not.toMatch(/[$%]\{/);
      }),
      { numRuns: 2000 },
    );
  });

  it('for Terraform has no escape that HCL does not know', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = quotedForTerraform(text);
        expect(written.replaceAll(/\\(?:["\\nrt]|u[0-9a-f]{4})/g, '')).not.toContain('\\');
        expect(JSON.parse(written)).toBe(text.replace(/\p{Cs}/gu, '\ufffd'));
      }),
      { numRuns: 2000 },
    );
  });

  it('of a comment stays on its line, and of the shell within its quotes', () => {
    expect(oneLine('a\nb\r\u2028c')).toBe('a b  c');
    expect(shellQuoted("it's $(here)")).toBe(`'it'\\''s $(here)'`);
  });
});

it('JSON is what JSON.stringify says, with members that are undefined left out', () => {
  const value = { a: [1e-7, 'x', { b: true }], c: {}, d: [], e: undefined, long: 'y'.repeat(150) };
  expect(JSON.parse(json(value, quoted))).toEqual(JSON.parse(JSON.stringify(value)));
});

describe('identifiers', () => {
  it('are short where nothing is lost, and marked where something is', () => {
    expect(logicalId('orders-enrichment-cpu-high')).toBe('OrdersEnrichmentCpuHigh');
    expect(snakeId('orders-enrichment-cpu-high')).toBe('orders_enrichment_cpu_high');
    expect(logicalId('Orders_1-cpu')).toMatch(/^Orders1CpuX[0-9a-f]{10}$/);
    expect(snakeId('1st-cpu')).toMatch(/^_1st_cpu_[0-9a-f]{10}$/);
    expect(logicalId('漢字')).toMatch(/^AX[0-9a-f]{10}$/);
    expect(pascal('flink-alarms-eu-west-1')).toBe('FlinkAlarmsEuWest1');
    expect(fingerprint('')).toBe('cbf29ce484222325');
  });

  it('are valid and different for different names, whatever these are', () => {
    const name = fc.oneof(
      anyText.filter((text) => text !== ''),
      fc.array(fc.constantFrom('a', 'A', '1', '-', '_', '.', 'b1'), { minLength: 1, maxLength: 8 }).map((bits) => bits.join('')),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 30 }), (names) => {
        const [ids, snakes] = [names.map(logicalId), names.map(snakeId)];
        for (const id of ids) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9]{0,254}$/);
        for (const id of snakes) expect(id).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
        expect(new Set(ids).size).toBe(names.length);
        expect(new Set(snakes).size).toBe(names.length);
      }),
      { numRuns: 1000 },
    );
  });
});
