import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseFilterPattern } from '#electron/simulator/aws/logs/patterns/filterPattern.ts';
import { parseQuery } from '#electron/simulator/aws/logs/insights/language/parseQuery.ts';
import { runQuery } from '#electron/simulator/aws/logs/insights/runQuery.ts';
import { millis } from '#shared/units/units.ts';
import { NOON, record } from './logsWorld.ts';

const messages = [
  record(NOON, 'switched from RUNNING to FAILED', { throwableInformation: ['a', 'b'], n: 3, deep: { x: null, y: [true] } })
    .message,
  '127.0.0.1 - frank [10/Oct/2000] "GET / HTTP/1.0" 404 1534',
  '{"broken": ',
  '[]',
  '',
];
const events = messages.map((message, i) => ({
  stream: 's',
  at: millis(NOON + i),
  ingested: millis(NOON + i),
  message,
  log: 'a:g',
  pointer: () => 'p',
}));

const words =
  'fields display filter parse stats sort limit dedup | | | , , ( ) [ ] = != < <= > >= =~ + - * / % ^ and or not like in as by asc desc ' +
  '@timestamp @message message n deep.y.0 throwableInformation.0 `a b` "a * b" \'x\' /a(?<b>.)/ /(?i)x|y/ 5 1.5e300 5m true # \n ' +
  'count(*) count( sum( avg( pct( earliest( bin(5m) datefloor( fromMillis( tomillis( strlen( substr( replace( concat( greatest( log(';
const query = fc.array(fc.constantFrom(...words.split(' ')), { maxLength: 16 }).map((parts) => parts.join(' '));

it('a query of any words is read or refused with a place in it, and what is read can be run', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.constantFrom('', 'fields n | ', 'stats count(*) by ', 'filter n = ', 'sort '), query, (head, tail) => {
      const text = head + tail;
      const parsed = parseQuery(text);
      if (!parsed.ok) {
        expect(parsed.error.message).toMatch(/ at line \d+ and position \d+$/);
        expect(parsed.error.start).toBeLessThanOrEqual(text.length);
        return;
      }
      read += 1;
      const { rows } = runQuery(parsed.value, events, { now: NOON, limit: 100 });
      for (const row of rows) for (const { value } of row) expect(typeof value).toBe('string');
    }),
    { seed: 7, numRuns: 20_000 },
  );
  expect(read).toBeGreaterThan(200);
});

it.each([
  ['brackets', `filter ${'('.repeat(4000)}n${')'.repeat(4000)}`],
  ['negations', `filter ${'not '.repeat(2000)}n`],
  ['signs', `fields ${'-'.repeat(4000)}n`],
  ['powers', `fields n${'^n'.repeat(4000)}`],
  ['sums', `fields n${'+n'.repeat(4000)}`],
  ['calls', `fields ${'abs('.repeat(2000)}n${')'.repeat(2000)}`],
])('a query of thousands of %s is refused; one of hundreds is run', (_what, text) => {
  expect(parseQuery(text)).toMatchObject({ ok: false, error: { message: expect.stringContaining('too complex') as string } });
  const shorter = parseQuery(text.replace(/(\(|\)|not |-|\^n|\+n|abs\()\1{399,}/g, (_all, one: string) => one.repeat(450)));
  expect(shorter.ok).toBe(true);
  if (shorter.ok) expect(runQuery(shorter.value, events, { now: NOON, limit: 1 }).rows).toBeDefined();
});

const signs =
  '{ } [ ] ( ) $.n $.deep.x $.a[0] $.[\'a b\'] = != < >= && || IS NOT EXISTS NULL TRUE 5 4* "a b" %a.b% %[% , ... , w ip > - ? "open';

it('a filter pattern of any signs is read or refused, and what is read can be matched', () => {
  let read = 0;
  const pattern = fc.array(fc.constantFrom(...signs.split(' ')), { maxLength: 10 }).map((parts) => parts.join(' '));
  const wrapped = fc.oneof(
    pattern,
    pattern.map((each) => `{ ${each} }`),
    pattern.map((each) => `[${each}]`),
  );
  fc.assert(
    fc.property(wrapped, (text) => {
      const parsed = parseFilterPattern(text);
      if (!parsed.ok) return;
      read += 1;
      for (const message of messages) expect(typeof parsed.value(message)).toBe('boolean');
    }),
    { seed: 7, numRuns: 20_000 },
  );
  expect(read).toBeGreaterThan(200);
});
