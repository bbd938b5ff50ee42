import { expect, it } from 'vitest';
import type { RowInput } from '#electron/engine/flink/jobRows.ts';
import { jobRows } from '#electron/engine/flink/jobRows.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { jobOf } from '../analysis/jobOf.ts';

const input = (id: string, over: Partial<RowInput> = {}): RowInput => ({
  version: '1.20.0',
  listed: { id, name: id, state: 'RUNNING', started: 0, ended: null },
  job: { state: 'live', at: millis(0), value: jobOf('source -> sink') },
  ...over,
});

it('makes a row again when its job was read or listed as another, and when its hour has moved on; not with every publication', () => {
  const made: string[] = [];
  const rows = jobRows(({ listed }, now) => {
    made.push(`${listed.id} ${now / SECOND}`);
    return { name: listed.id } as ApplicationSummary;
  });
  const [a, b] = [input('a'), input('b')];
  expect(rows([a, b], millis(0)).map(({ name }) => name)).toEqual(['a', 'b']);
  rows([{ ...a, listed: { ...a.listed } }, b], SECOND);
  expect(made).toEqual(['a 0', 'b 0']);
  const read = { ...a, job: { ...a.job } };
  rows([read, b], millis(2 * SECOND));
  rows([read, input('b', { job: b.job, listed: { ...b.listed, state: 'FAILED' } })], millis(3 * SECOND));
  expect(made.slice(2)).toEqual(['a 2', 'b 3']);
  rows([read], millis(20 * SECOND));
  rows([read, b], millis(21 * SECOND));
  expect(made.slice(4)).toEqual(['a 20', 'b 21']);
});
