import { describe, expect, it } from 'vitest';
import { MINUTE, millis } from '#shared/units/units.ts';
import { NOON, lonely } from '#test/support/worlds.ts';

describe('the log', () => {
  it('is one JSON object a record, in the shape that the service writes', () => {
    const { world, application } = lonely('ticker-counts');
    const records = world.home.logs('ticker-counts', millis(NOON - 10 * MINUTE), NOON);
    expect(records.length).toBeGreaterThan(15);
    for (const { at, message } of records) {
      expect(at).toBeGreaterThanOrEqual(NOON - 10 * MINUTE);
      expect(JSON.parse(message)).toEqual({
        locationInformation: expect.stringMatching(/^org\.apache\.flink\..+\(\w+\.java:\d+\)$/),
        logger: expect.any(String),
        message: expect.any(String),
        threadName: expect.any(String),
        applicationARN: application.arn,
        applicationVersionId: String(application.versionId),
        messageSchemaVersion: '1',
        messageType: 'INFO',
      });
    }
    const times = records.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('keeps quiet below the application’s level', () => {
    const { world } = lonely('audit-firehose');
    expect(world.home.logs('audit-firehose', millis(0), NOON)).toEqual([]);
  });

  it('of an application that does not exist is empty', () => {
    expect(lonely('ticker-counts').world.home.logs('nobody', millis(0), NOON)).toEqual([]);
  });
});
