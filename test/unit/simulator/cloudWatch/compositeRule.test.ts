import { describe, expect, it } from 'vitest';
import { childrenOf, holds, parseRule } from '#electron/simulator/aws/cloudWatch/alarms/evaluation/compositeRule.ts';

const alarming = new Set(['a', 'lag high', 'arn:aws:cloudwatch:us-east-1:1:alarm:b']);

function evaluated(text: string): boolean | string {
  const rule = parseRule(text);
  return rule.ok ? holds(rule.value, (alarm) => (alarming.has(alarm) ? 'ALARM' : 'OK')) : rule.error;
}

describe('a composite alarm’s rule', () => {
  it.each([
    ['ALARM(a)', true],
    ['ALARM("lag high")', true],
    ['ALARM("arn:aws:cloudwatch:us-east-1:1:alarm:b")', true],
    ['OK(a)', false],
    ['INSUFFICIENT_DATA(a)', false],
    ['NOT ALARM(a) OR TRUE', true],
    ['ALARM(a) AND NOT (OK(c) AND OK(d))', false],
    ['OK(c) OR OK(a) AND FALSE', true],
    ['AT_LEAST(2, ALARM, (a, "lag high", c))', true],
    ['AT_LEAST(3, ALARM, (a, "lag high", c))', false],
    ['AT_LEAST(50%, NOT ALARM, (a, c))', true],
  ])('%s', (text, result) => {
    expect(evaluated(text)).toBe(result);
  });

  it.each([
    '',
    'ALARM',
    'ALARM()',
    'ALARM(a',
    'ALARM(a) ALARM(b)',
    'FINE(a)',
    'ALARM(a) AND',
    '"a"',
    'AT_LEAST(x, OK, (a))',
    '('.repeat(99),
  ])('refuses %j', (text) => {
    expect(evaluated(text)).toMatch(/^AlarmRule/);
  });

  it('names each alarm that it looks at once', () => {
    const rule = parseRule('ALARM(a) OR (OK(a) AND AT_LEAST(1, OK, (b, c)))');
    expect(rule.ok && childrenOf(rule.value)).toEqual(['a', 'b', 'c']);
  });
});
