import { describe, expect, it } from 'vitest';
import type { KeptRecord } from '#electron/history/history.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { START, owner, setup } from '#test/support/histories.ts';

const record = (key: string, at: number, over: Partial<KeptRecord> = {}): KeptRecord => ({
  ...owner,
  kind: 'operation',
  key,
  at: millis(at),
  until: null,
  value: { key },
  ...over,
});
const range = { connection: 'prod', kinds: ['operation'] as const, from: millis(START), to: millis(START + HOUR) };

describe('kept records', () => {
  it('are those that begin in the range or last into it, oldest first', () => {
    const { history } = setup();
    const lasting = record('lasting', START - HOUR, { until: millis(START + 1) });
    const all = [
      record('last', START + HOUR - 1),
      record('first', START),
      lasting,
      record('over', START - HOUR, { until: millis(START) }),
      record('before', START - 1),
      record('after', START + HOUR),
      record('other kind', START, { kind: 'alarm' }),
      record('other connection', START, { connection: 'staging' }),
    ];
    for (const each of all) history.records.put(each);
    expect(history.records.read(range).map(({ key }) => key)).toEqual(['lasting', 'first', 'last']);
    expect(history.records.read(range)[0]).toEqual(lasting);
    expect(history.records.read({ ...range, limit: 2 }).map(({ key }) => key)).toEqual(['first', 'last']);
    expect(history.records.read({ ...range, kinds: ['alarm', 'operation'] })).toHaveLength(4);
    history.close();
  });

  it('are of all applications of a connection, or of one', () => {
    const { history } = setup();
    history.records.put(record('a', START, { application: 'one' }));
    history.records.put(record('a', START + 1, { application: 'two' }));
    expect(history.records.read(range).map(({ application }) => application)).toEqual(['one', 'two']);
    expect(history.records.read({ ...range, application: 'two' })).toHaveLength(1);
    expect(history.records.read({ ...range, application: 'three' })).toEqual([]);
    expect(history.records.applications('prod', 'operation', millis(START))).toEqual(['one']);
    expect(history.records.applications('prod', 'operation', millis(START + 1))).toEqual(['one', 'two']);
    history.close();
  });

  it('are replaced by one of the same key, and found by it', () => {
    const { history } = setup();
    history.records.put(record('k', START));
    history.records.put(record('k', START + MINUTE, { value: 'second', until: millis(START + HOUR) }));
    expect(history.records.read(range)).toMatchObject([{ at: START + MINUTE, until: START + HOUR, value: 'second' }]);
    expect(history.records.get(owner, 'operation', 'k')?.value).toBe('second');
    expect(history.records.get(owner, 'alarm', 'k')).toBeNull();
    expect(history.status().records).toBe(1);
    history.close();
  });

  it('are removed by their key, each for itself, and can be put again', () => {
    const { history } = setup();
    const all = [record('a', START), record('b', START), record('a', START, { kind: 'alarm' })];
    for (const each of [...all, record('a', START, { application: 'other' })]) history.records.put(each);
    history.records.remove(owner, 'operation', 'a');
    history.records.remove(owner, 'operation', 'never put');
    history.records.remove({ ...owner, application: 'unknown' }, 'operation', 'a');
    expect(history.records.get(owner, 'operation', 'a')).toBeNull();
    expect(history.records.read(range).map(({ application, key }) => [application, key])).toEqual([
      [owner.application, 'b'],
      ['other', 'a'],
    ]);
    expect(history.records.get(owner, 'alarm', 'a')).not.toBeNull();
    expect(history.status().records).toBe(3);
    history.records.put(record('a', START, { value: 'again' }));
    expect(history.records.get(owner, 'operation', 'a')?.value).toBe('again');
    expect(history.status().records).toBe(4);
    history.close();
  });

  it('tell the newest at or before a moment', () => {
    const { history } = setup();
    for (const at of [START, START + MINUTE, START + HOUR]) history.records.put(record(String(at), at));
    const before = (at: number) => history.records.lastBefore(owner, 'operation', millis(at))?.at ?? null;
    expect([START - 1, START, START + MINUTE - 1, START + MINUTE, START + 9 * HOUR].map(before)).toEqual([
      null,
      START,
      START,
      START + MINUTE,
      START + HOUR,
    ]);
    history.close();
  });

  it('give back what was put, large or small, even if it changes afterwards', () => {
    const { history } = setup();
    const value = { text: 'x'.repeat(100_000), list: [1, null, { deep: 'ü\0' }] };
    history.records.put(record('large', START, { value }));
    history.records.put(record('nothing', START, { value: undefined }));
    value.list.push(2);
    expect(history.records.get(owner, 'operation', 'large')?.value).toEqual({ ...value, list: [1, null, { deep: 'ü\0' }] });
    expect(history.records.get(owner, 'operation', 'nothing')?.value).toBeNull();
    history.flush();
    expect(history.status().bytes).toBeLessThan(200_000);
    history.close();
  });
});

describe('counts of requests', () => {
  it('add up by the hour, operation and connection', () => {
    const { history } = setup();
    const count = {
      connection: 'prod',
      service: 'CloudWatch',
      operation: 'GetMetricData',
      hour: millis(START),
      requests: 1,
      units: 500,
    };
    for (const each of [count, count, { ...count, hour: millis(START + HOUR) }, { ...count, operation: 'ListMetrics' }])
      history.counts.add(each);
    expect(history.counts.read('prod', millis(START), millis(START + HOUR))).toEqual([
      { ...count, requests: 2, units: 1000 },
      { ...count, operation: 'ListMetrics' },
    ]);
    expect(history.counts.read('staging', millis(0), millis(START + HOUR))).toEqual([]);
    history.close();
  });
});
