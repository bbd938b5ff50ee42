import { describe, expect, it } from 'vitest';
import { parseFilterPattern } from '#electron/simulator/aws/logs/patterns/filterPattern.ts';

function matches(pattern: string, message: string | object): boolean {
  const parsed = parseFilterPattern(pattern);
  if (!parsed.ok) throw new Error(`${pattern}: ${parsed.error}`);
  return parsed.value(typeof message === 'string' ? message : JSON.stringify(message));
}

describe('terms', () => {
  it.each([
    ['ERROR', '[ERROR 400] BAD REQUEST', true],
    ['ERROR', '[error 400] bad request', false],
    ['ERROR REQUEST', '[ERROR 400] BAD REQUEST', true],
    ['ERROR ARGUMENTS', '[ERROR 400] BAD REQUEST', false],
    ['?ERROR ?WARN', 'WARN: slow', true],
    ['?ERROR ?WARN', 'INFO: fine', false],
    ['ERROR -EXITING', 'ERROR EXITING', false],
    ['"switched from RUNNING to"', 'job switched from RUNNING to FAILED', true],
    ['"say \\"hello\\""', 'to say "hello" is kind', true],
    ['%colou?r%', 'the color red', true],
    ['%^INFO%', 'WARN INFO', false],
    ['-%\\d{3}%', 'no number 12', true],
    ['', 'anything', true],
  ])('%s on %s: %s', (pattern, message, expected) => {
    expect(matches(pattern, message)).toBe(expected);
  });
});

describe('JSON fields', () => {
  const trail = {
    eventType: 'UpdateTrail',
    sourceIPAddress: '111.222.33.44',
    arrayKey: ['value', 'another'],
    objectList: [
      { name: 'a', id: 1 },
      { name: 'b', id: 2 },
    ],
    SomeObject: null,
    ThisFlag: true,
    errorCode: 404,
    'cluster.name': 'c',
    bandwidth: 75.5,
    errorMessage: 'access denied: timeout',
  };
  it.each([
    ['{ $.eventType = "UpdateTrail" }', true],
    ['{ $.eventType = "Update*" }', true],
    ['{ $.eventType = UpdateTrail }', true],
    ['{ $.sourceIPAddress != 123.123.* }', true],
    ['{ $.sourceIPAddress = 111.222.* }', true],
    ['{ $.sourceIPAddress = %^111\\.222\\.\\d+% }', true],
    ['{ $.arrayKey[0] = "value" }', true],
    ['{ $.arrayKey[1] = "value" }', false],
    ['{ $.objectList[1].id = 2 }', true],
    ['{ $.SomeObject IS NULL }', true],
    ['{ $.eventType IS NULL }', false],
    ['{ $.nothing NOT EXISTS }', true],
    ['{ $.eventType EXISTS }', true],
    ['{ $.ThisFlag IS TRUE && $.ThisFlag IS FALSE }', false],
    ['{ $.[\'cluster.name\'] = "c" }', true],
    ['{ $.errorCode = 4* }', true],
    ['{ $.errorCode = 404 }', true],
    ['{ $.bandwidth > 75 && $.bandwidth <= 7.55e1 }', true],
    ['{ ($.eventType = "x" || $.errorCode >= 400) && $.errorMessage = "*denied*" }', true],
    ['{ $.eventType = "x" || $.errorCode >= 400 && $.errorMessage = "*granted*" }', false],
    ['{ $.eventType = "*" }', true],
    ['{ $.nothing = "*" }', false],
    ['{ $.nothing != "x" }', false],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern, trail)).toBe(expected);
  });

  it('never match other text', () => {
    expect(matches('{ $.nothing NOT EXISTS }', 'no JSON')).toBe(false);
  });
});

describe('space-delimited fields', () => {
  const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
  it.each([
    ['[ip, user, username, timestamp, request, status_code, bytes]', true],
    ['[ip, user, username]', false],
    ['[ip, user, username, timestamp, request = *.html*, status_code = 4*, bytes]', true],
    ['[ip, user, username, timestamp, request, status_code = 404 || status_code = 410, bytes > 1000]', true],
    ['[ip, user, username, timestamp, request, status_code, bytes > 2000]', false],
    ['[ip != 127.* && ip != 10.*, ...]', false],
    ['[..., status_code = 4*, bytes]', true],
    ['[..., request = *.html*, status_code = 4*, bytes < 100]', false],
    ['[ip = %127\\.0\\.0\\.[1-9]%, ..., bytes]', true],
    ['[ip, ..., timestamp = "10/Oct/2000*", request, status, bytes]', true],
    ['[(ip = 10.* || ip = 127.*) && ip != "*.2", ...]', true],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });
});

it.each([
  '"open',
  'a/b',
  '{ $.x }',
  '{ $.x = }',
  '{ x = 1 }',
  '{ ($.x = 1 }',
  '{}',
  '{ $.x = 1 $.y = 2 }',
  '{ $.x > "text" }',
  '{ $.x IS MAYBE }',
  '{ $.x = %(a)% }',
  '{ $.x = %a% || $.y = %b% || $.z = %c% }',
  '%(group)%',
  '%[%',
  '[]',
  '[a, ,b]',
  '[..., a, ...]',
  '[a = ]',
  '[a, b > x]',
  '[a',
  '-',
])('cannot be read: %s', (pattern) => {
  expect(parseFilterPattern(pattern)).toMatchObject({ ok: false, error: 'Invalid filter pattern' });
});
