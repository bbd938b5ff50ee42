import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sickItems } from '#renderer/app/sickItems.tsx';
import { connectionTime } from '#renderer/store/connectionTime.ts';
import { applicationPath, pageOf, refOf } from '#renderer/ui/paths.ts';
import { sparklinePath } from '#renderer/ui/sparklinePath.ts';
import { lagWords, runtimeWords, statusWords } from '#renderer/ui/wording.ts';
import type { Point } from '#shared/model/application.ts';
import { millis } from '#shared/units/units.ts';

const points = (...values: readonly (number | null)[]): Point[] => values.map((value, at) => [millis(at), value]);

describe('sparkline', () => {
  it('draws from zero to the largest value, inside its box', () => {
    expect(sparklinePath(points(0, 10, 5), 52, 20).line).toBe('M1 19L26 1L51 10');
  });

  it('keeps a gap a gap, and shows a point between two gaps as a dot', () => {
    const { line, area } = sparklinePath(points(1, 1, null, 1, null, 1, 1), 62, 20);
    expect(line.match(/M/g)).toHaveLength(3);
    expect(line).toContain('M31 1h0');
    expect(area.match(/Z/g)).toHaveLength(2);
  });

  it('has nothing to draw where nothing is known, and a flat line where nothing flows', () => {
    expect(sparklinePath(points(null, null), 52, 20)).toEqual({ line: '', area: '' });
    expect(sparklinePath([], 52, 20)).toEqual({ line: '', area: '' });
    expect(sparklinePath(points(0, 0), 52, 20).line).toBe('M1 19L51 19');
  });
});

describe('addresses', () => {
  it('lead to the application that they were made for', () => {
    const ref = { connection: 'prod', id: 'arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders' };
    const path = applicationPath(ref);
    const [, , connection = '', id = ''] = path.split('/');
    expect(path.split('/')).toHaveLength(4);
    expect(refOf(connection, id)).toEqual(ref);
    expect(pageOf(`${path}/graph`)).toBe(path);
  });

  it('that somebody typed badly do not break the page', () => {
    expect(refOf('prod', '100%')).toEqual({ connection: 'prod', id: '100%' });
  });
});

describe('a connection’s time', () => {
  const clock = { now: millis(1_000_000), real: millis(500), speed: 30, paused: false };

  it('runs at its own speed from what was told last', () => {
    expect(connectionTime(clock, millis(1500))).toBe(1_030_000);
  });

  it('stands still while it is held', () => {
    expect(connectionTime({ ...clock, paused: true }, millis(99_000))).toBe(1_000_000);
  });
});

describe('words', () => {
  it('for runtimes, statuses and lags', () => {
    expect(['FLINK-1_20', 'ZEPPELIN-FLINK-3_0', 'SQL-1_0', 'Flink 2.1.0'].map(runtimeWords)).toEqual([
      'Flink 1.20',
      'Studio 3.0',
      'SQL 1.0',
      'Flink 2.1.0',
    ]);
    expect(statusWords({ status: 'FORCE_STOPPING', jobState: null })).toBe('Force stopping');
    expect(statusWords({ status: null, jobState: 'RESTARTING' })).toBe('Restarting');
    expect(lagWords({ kind: 'records', behind: 12_000 })).toBe('12k records');
    expect(lagWords(null)).toBe('–');
  });
});

describe('what needs attention', () => {
  it('is nothing while nothing is sick', () => {
    expect(sickItems([])).toEqual([]);
  });
});

describe('tokens', () => {
  it('name custom properties that the installed Cloudscape has', () => {
    const css = readFileSync(join('renderer', 'theme', 'tokens.css'), 'utf8');
    const used = [...css.matchAll(/var\((--[a-z0-9-]+)\)/g)].map(([, name = '']) => name);
    expect(used.length).toBeGreaterThan(5);
    const theme = join('node_modules', '@cloudscape-design', 'components', 'internal', 'base-theme');
    const defined = readdirSync(theme)
      .filter((name) => name.endsWith('.css'))
      .map((name) => readFileSync(join(theme, name), 'utf8'))
      .join('');
    for (const name of used) expect(defined, name).toContain(`${name}:`);
  });
});
