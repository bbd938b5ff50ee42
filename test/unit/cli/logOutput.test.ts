import { describe, expect, it } from 'vitest';
import { recordsOutput } from '#electron/cli/logOutput.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const NOON = millis(Date.UTC(2026, 10, 24, 12));
const found = { name: 'orders', ref: { connection: 'aws', id: 'arn:x' } };
const records: readonly LogRecord[] = [
  {
    at: NOON,
    stream: 's',
    message: JSON.stringify({
      messageType: 'ERROR',
      logger: 'com.acme.Sink',
      message: 'Login with password=hunter2 failed\u001b[31m',
      throwableInformation: ['java.io.IOException: refused', '\tat com.acme.Sink.open(Sink.java:7)'],
    }),
  },
];
const output = (shape: 'text' | 'json' | 'csv', secrets: 'masked' | 'shown' = 'masked') =>
  recordsOutput(found, { records, truncated: false, from: millis(NOON - MINUTE), to: NOON }, { shape, secrets });

describe('lines on a terminal', () => {
  it('say who says what, and below it what was thrown; nothing steers the terminal', () => {
    expect(output('text')).toBe(
      '2026-11-24T12:00:00.000Z ERROR Sink Login with password=•••••••• failed [31m\n' +
        '    java.io.IOException: refused\n' +
        '     at com.acme.Sink.open(Sink.java:7)\n',
    );
  });

  it('for programs are whole, with secrets masked unless they are wanted', () => {
    const { records: lines } = JSON.parse(output('json')) as { records: { message: string; trace: string[] }[] };
    expect(lines).toMatchObject([{ time: '2026-11-24T12:00:00.000Z', level: 'ERROR', logger: 'com.acme.Sink' }]);
    expect(lines[0]?.message).toContain('password=••••••••');
    expect(output('json', 'shown')).toContain('password=hunter2');
    expect(output('csv')).not.toContain('hunter2');
    expect(output('csv').split('\r\n')[0]).toBe('time,level,logger,message,stack trace,stream');
  });
});
