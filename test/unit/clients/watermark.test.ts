import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LowestWatermarkAnswer } from '#electron/clients/flink/watermark.ts';
import { recordings } from './recordedJob.ts';

const recorded = (file: string): unknown => JSON.parse(readFileSync(join(recordings, file), 'utf8'));
const lowest = (...values: string[]) =>
  LowestWatermarkAnswer.parse(values.map((value, i) => ({ id: `${i}.currentInputWatermark`, value })));
const NONE_YET = '-9223372036854775808';
const ENDED = '9223372036854775807';

it('is the lowest of the subtasks that a real cluster tells', () => {
  const told = recorded('1.20/v1-watermarks.json') as { readonly value: string }[];
  expect(LowestWatermarkAnswer.parse(told)).toBe(Math.min(...told.map(({ value }) => Number(value))));
});

it('is none while an input is silent', () => {
  expect(LowestWatermarkAnswer.parse(recorded('1.20/stuck-watermark/v2-watermarks.json'))).toBeNull();
  expect(lowest('1795480101707', NONE_YET)).toBeNull();
});

it('is none of a source, nor when all inputs have ended; those that go on count alone', () => {
  expect(lowest()).toBeNull();
  expect(lowest(ENDED, ENDED)).toBeNull();
  expect(lowest(ENDED, '1795480101707')).toBe(1_795_480_101_707);
});

it('is compared exactly, and is no date where a job counts in microseconds or less', () => {
  expect(lowest('5', '-3')).toBe(-3);
  expect(lowest('9007199254740993', '9007199254740992')).toBeNull();
  expect(lowest('8640000000000001')).toBeNull();
});

it('leaves out what is no number', () => {
  expect(lowest('NaN', '7')).toBe(7);
  expect(LowestWatermarkAnswer.parse([{ id: '0.currentInputWatermark' }])).toBeNull();
});
