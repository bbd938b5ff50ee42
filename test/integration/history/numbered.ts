import type { History } from '#electron/history/history.ts';
import { START, owner, seriesOf, value } from '#test/support/histories.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** Rows that are known by their number, as a sample, a record and a line each. */
export function numbered(history: History) {
  const time = (n: number): number => START + n * MINUTE;
  const series = seriesOf();
  const ever = [millis(0), millis(START * 2)] as const;
  return {
    time,
    put(n: number): void {
      history.samples.put(series, [value(time(n), n)]);
      history.records.put({ ...owner, kind: 'checkpoint', key: String(n), at: millis(time(n)), until: null, value: n });
      history.lines.put(owner, [{ at: millis(time(n)), stream: 's', message: `row number${n} of many` }]);
    },
    /** How many of each are there, and what their numbers add up to. */
    found() {
      const buckets = history.samples.read(series, ...ever, '5min');
      const records = history.records.read({ ...owner, kinds: ['checkpoint'], from: ever[0], to: ever[1] });
      return {
        samples: buckets.reduce((sum, { count }) => sum + count, 0),
        samplesSum: buckets.reduce((sum, each) => sum + each.sum, 0),
        records: records.length,
        recordsSum: records.reduce((sum, each) => sum + Number(each.value), 0),
        lines: history.lines.count(owner, ...ever),
      };
    },
    /** What `found` tells when the rows below a number are there, and no others. */
    expected: (count: number) => ({
      samples: count,
      samplesSum: (count * (count - 1)) / 2,
      records: count,
      recordsSum: (count * (count - 1)) / 2,
      lines: count,
    }),
    has: (n: number): boolean => history.lines.search(owner, `number${n}`, ...ever, 5).lines.length === 1,
  };
}
