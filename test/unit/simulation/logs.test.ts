import { describe, expect, it } from 'vitest';
import { blueprints } from '#shared/simulation/blueprints/blueprints.ts';
import { suits } from '#shared/simulation/faults/faults.ts';
import { faultKinds } from '#shared/simulation/faults/kinds.ts';
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

  it.each(faultKinds)('is as the service writes it, and no flood, while %s is on', (kind) => {
    const [blueprint] = blueprints.filter((each) => each.logLevel === 'INFO' && suits(kind, each));
    const sick = lonely(blueprint?.id ?? '', { history: millis(5 * MINUTE) });
    sick.break(kind, 'severe');
    sick.pass(20);
    const [region] = sick.world.regions.filter(({ applications }) => applications.length > 0);
    const records = region?.logs(sick.application.name, NOON, sick.world.now) ?? [];
    // A flood is sampled; beside it, a wide job that cannot stay up deploys its tasks again and again.
    const tasks = sick.application.jobs[0]?.vertices.reduce((all, { parallelism }) => all + parallelism, 0) ?? 0;
    expect(records.length).toBeLessThan(20 * (130 + 4 * tasks));
    for (const { message } of records) {
      const {
        locationInformation,
        messageType,
        throwableInformation = [],
      } = JSON.parse(message) as Record<string, string> & {
        throwableInformation?: string[];
      };
      expect(locationInformation).toMatch(/^[\w.$]+\.[\w$<>]+\([\w$]+\.java:\d+\)$/);
      expect(['DEBUG', 'INFO', 'WARN', 'ERROR']).toContain(messageType);
      const [thrown, ...frames] = throwableInformation;
      if (thrown !== undefined) expect(thrown).toMatch(/^[a-z][\w.$]+\.[A-Z]\w*(: .+)?$/s);
      for (const frame of frames) expect(frame).toMatch(/^(\tat [\w.$/<>]+\(.+\)|\t\.\.\. \d+ more|Caused by: [a-z][\w.$]+.*)$/);
    }
  });
});
