import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupLines } from '#shared/analysis/logs/groupLines.ts';
import { joinLines } from '#shared/analysis/logs/joinLines.ts';
import { maskText } from '#shared/analysis/logs/maskText.ts';
import { readLine } from '#shared/analysis/logs/readLine.ts';
import { chainSignature } from '#shared/analysis/logs/signature.ts';
import { readStackTrace } from '#shared/analysis/logs/stackTrace.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const START = 1_800_000_000_000;
const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: length, maxLength: length });
const digits = fc.nat({ max: 10_000_000 }).map(String);

/** What may stand in a place of a text, by what stands there. */
const places = {
  number: digits,
  duration: fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })).map(([a, b]) => `${a}.${b}`),
  job: hex(32),
  slot: fc.tuple(fc.ipV4(), hex(6), fc.nat({ max: 9 })).map(([ip, id, n]) => `${ip}:6122-${id}_${n}`),
  uuid: fc.uuid(),
  address: fc.tuple(fc.ipV4(), fc.integer({ min: 1, max: 65_535 })).map(([ip, port]) => `${ip}:${port}`),
  time: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((each) => each.toISOString()),
  subtask: fc.tuple(fc.integer({ min: 1, max: 64 }), fc.nat({ max: 99 })).map(([n, attempt]) => `(${n}/64)#${attempt}`),
  arn: fc
    .tuple(digits, hex(5))
    .map(([account, name]) => `arn:aws:kinesis:eu-west-1:${account.padStart(12, '1')}:stream/s-${name}`),
  url: fc.tuple(hex(6), digits).map(([bucket, part]) => `s3://b-${bucket}/part-${part}`),
  path: fc.tuple(hex(4), digits).map(([folder, file]) => `/tmp/${folder}/x${file}.sst`),
  name: fc
    .string({ unit: fc.constantFrom(...Array.from('abcdefgh-_.0123 ')), minLength: 1, maxLength: 20 })
    .map((name) => `'${name}'`),
} as const;
type Place = keyof typeof places;
const kinds = Object.keys(places) as Place[];

/** A saying with places, filled twice. */
const twice = fc
  .array(
    fc.tuple(fc.constantFrom('failed for', 'while reading', 'timed out after', 'in task', 'of'), fc.constantFrom(...kinds)),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .chain((parts) => {
    const filled = () =>
      fc
        .tuple(...parts.map(([, place]) => places[place]))
        .map((values) => parts.map(([word], i) => `${word} ${String(values[i])}`).join(' '));
    return fc.tuple(filled(), filled());
  });

const anyLine = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.json({ maxDepth: 2 }),
  fc.constantFrom(
    '\tat a.B.c(B.java:1)',
    'Caused by: java.io.IOException: x',
    '\t... 3 more',
    'Traceback (most recent call last):',
  ),
  fc
    .record({
      message: fc.string(),
      messageType: fc.oneof(fc.constantFrom('INFO', 'ERROR', 'FATAL'), fc.string()),
      logger: fc.string(),
      throwableInformation: fc.oneof(fc.array(fc.string()), fc.string(), fc.constant(null), fc.integer()),
    })
    .chain((fields) => {
      const text = JSON.stringify(fields);
      return fc.nat({ max: text.length }).map((end) => text.slice(0, end));
    }),
);
const anyRecords = fc
  .array(fc.record({ minute: fc.nat({ max: 120 }), stream: fc.constantFrom('a', 'b'), message: anyLine }), { maxLength: 30 })
  .map((records) =>
    records
      .map(({ minute, stream, message }): LogRecord => ({ at: millis(START + minute * MINUTE), stream, message }))
      .sort((a, b) => a.at - b.at),
  );

describe('whatever is logged', () => {
  it('says the same when only its figures, names and places differ', () => {
    fc.assert(
      fc.property(twice, ([one, other]) => {
        expect(maskText(one)).toBe(maskText(other));
      }),
      { numRuns: 500 },
    );
  });

  it('thrown, keeps its signature over everything that a run fills in', () => {
    fc.assert(
      fc.property(twice, fc.nat({ max: 5000 }), fc.nat({ max: 50 }), ([one, other], line, lambda) => {
        const signature = (message: string, at: number, number: number) =>
          chainSignature(
            readStackTrace([
              `java.lang.RuntimeException: ${message}`,
              `\tat com.acme.Enrich.lambda$map$${number}(Enrich.java:${at})`,
              `Caused by: java.lang.IllegalStateException: ${message}`,
              `\t... ${at % 40} more`,
            ]),
          );
        expect(signature(one, line, lambda)).toBe(signature(other, line + 1, lambda + 1));
      }),
      { numRuns: 300 },
    );
  });

  it('is grouped without loss: every line of the range once, in the range, in order', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat({ max: 60 }), fc.nat({ max: 120 }), (records, begin, good) => {
        const from = millis(START + begin * MINUTE);
        const to = millis(START + 100 * MINUTE);
        const groups = groupLines(records, { from, to, goodUntil: millis(START + good * MINUTE) });
        const lines = joinLines(records).filter(({ record: { at } }) => at >= from && at < to);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
        expect(new Set(groups.map(({ signature }) => signature)).size).toBe(groups.length);
        for (const { trend, count, first, last, isNew, sample } of groups) {
          expect(trend.reduce((sum, [, n]) => sum + (n ?? 0), 0)).toBe(count);
          expect(first).toBeLessThanOrEqual(last);
          expect(last).toBeGreaterThanOrEqual(from);
          expect(last).toBeLessThan(to);
          expect(sample.at).toBe(last);
          if (isNew) expect(first).toBeGreaterThanOrEqual(START + good * MINUTE);
        }
        const lasts = groups.map(({ last }) => last);
        expect(lasts).toEqual([...lasts].sort((a, b) => b - a));
      }),
      { numRuns: 500 },
    );
  });

  it('is read, however damaged: 20,000 lines cut off or changed anywhere', { timeout: 120_000 }, () => {
    const whole = JSON.stringify({
      logger: 'com.acme.Sink',
      message: 'Write "x" failed\nTraceback (most recent call last):\n  File "a", line 1, in b',
      messageType: 'ERROR',
      throwableInformation: ['java.io.IOException: reset', '\tat a.B.c(B.java:95)', 'Caused by: x.Y: z', '\t... 2 more'],
    });
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), fc.nat({ max: whole.length }), fc.string({ maxLength: 6 }), (a, b, noise) => {
        const damaged = whole.slice(0, Math.min(a, b)) + noise + whole.slice(Math.max(a, b));
        const read = readLine(damaged);
        expect(typeof read.text).toBe('string');
        expect(Array.isArray(readStackTrace(read.trace))).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
