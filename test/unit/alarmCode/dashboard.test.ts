import { describe, expect, it } from 'vitest';
import { checkBody } from '#electron/simulator/aws/cloudWatch/dashboards/checkBody.ts';
import { dashboardOf } from '#shared/alarmCode/dashboard/dashboard.ts';
import { parseExpression } from '#shared/analysis/metricMath/parse.ts';
import type { AlarmSubject } from '#shared/model/alarms/subject.ts';
import { alarmsOf, subjectOf } from './coded.ts';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: {
      readonly horizontal: readonly { readonly label: string; readonly value: number; readonly fill: string }[];
    };
  };
}

function widgetsOf(subject: AlarmSubject, stateOf: readonly string[] = ['one']): readonly Widget[] {
  const { body } = dashboardOf({ subject, alarms: alarmsOf(subject), stateOf });
  return (JSON.parse(JSON.stringify(body)) as { readonly widgets: readonly Widget[] }).widgets;
}
const chart = (widgets: readonly Widget[], title: string) =>
  widgets.find(({ properties }) => properties.title === title)?.properties;

describe('the dashboard of an application', () => {
  const widgets = widgetsOf(subjectOf('orders'));

  it('is a body that CloudWatch takes', () => {
    const subject = subjectOf('orders');
    const { body } = dashboardOf({ subject, alarms: alarmsOf(subject), stateOf: ['one'] });
    expect(checkBody(JSON.stringify(body))).toEqual({ errors: [], warnings: [] });
  });

  it('has four sections, and the states of its alarms above them', () => {
    expect(widgets.flatMap(({ properties }) => properties.markdown ?? [])).toEqual([
      '## Health',
      '## Resources',
      '## Progress',
      '## Sources',
    ]);
    expect(widgets[0]?.properties.alarms).toEqual(['arn:aws:cloudwatch:eu-west-1:123456789012:alarm:one']);
  });

  it('draws the thresholds of alarms on the charts of what they compare', () => {
    expect(chart(widgets, 'CPU (%)')?.annotations?.horizontal).toEqual([
      { label: 'CPU nearly exhausted: above 80 %', value: 80, fill: 'above' },
    ]);
    expect(chart(widgets, 'Records per second')?.annotations?.horizontal[0]).toMatchObject({ value: 1.5e-7, fill: 'below' });
    const drawn = widgets.flatMap(({ properties }) => properties.annotations?.horizontal ?? []);
    expect(drawn).toHaveLength(alarmsOf(subjectOf('orders')).length);
  });

  it('computes by metric math that can be parsed, over series that it names', () => {
    const sums = widgets.flatMap(({ properties }) => {
      const options = (properties.metrics ?? []).map((entry) => entry.at(-1) as Readonly<Record<string, unknown>>);
      const ids = options.map(({ id }) => id);
      return options.flatMap(({ expression }) => (typeof expression === 'string' ? [{ expression, ids }] : []));
    });
    expect(sums.length).toBeGreaterThanOrEqual(6);
    for (const { expression, ids } of sums) {
      expect(parseExpression(expression).ok, expression).toBe(true);
      for (const [id] of expression.matchAll(/\bm\d+_\d+\b/g)) expect(ids).toContain(id);
    }
  });

  it('lays its widgets out without one over another', () => {
    for (const a of widgets)
      for (const b of widgets)
        if (a !== b)
          expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  it('has no section of sources where none is known of, and a line for each where some are', () => {
    expect(chart(widgets, 'Behind the newest record of Kinesis (ms)')?.metrics?.map((entry) => entry.at(-1))).toEqual([
      { stat: 'Maximum', label: 'clicks' },
      { stat: 'Maximum', label: 'orders' },
    ]);
    const without = widgetsOf(subjectOf('orders', { lags: [] }));
    expect(without.some(({ properties }) => properties.markdown === '## Sources')).toBe(false);
  });

  it.each([
    ['1.13', 'fullRestarts', 'uptime', 'downtime'],
    ['1.20', 'numRestarts', 'uptime', 'downtime'],
    ['2.2', 'numRestarts', 'runningTime', 'restartingTime'],
    [null, 'numRestarts', 'uptime', 'downtime'],
  ])('knows what Flink %s publishes', (flink, restarts, uptime, outage) => {
    const shown = widgetsOf(subjectOf('orders', { flink }));
    const metrics = ['Restarts', 'Uptime (ms)', 'Outage (ms)'].map((title) => chart(shown, title)?.metrics?.[0]?.[1]);
    expect(metrics).toEqual([restarts, uptime, outage]);
  });

  it('has a name that CloudWatch takes, its own for every application and region', () => {
    const names = ['a.b', 'a_b', 'a-b', 'x'.repeat(255)].flatMap((name) =>
      ['eu-west-1', 'us-east-1'].map(
        (region) => dashboardOf({ subject: subjectOf(name, { region }), alarms: [], stateOf: [] }).name,
      ),
    );
    for (const name of names) expect(name).toMatch(/^[\w-]{1,255}$/);
    expect(new Set(names).size).toBe(names.length);
    expect(names[4]).toBe('flink-a-b-eu-west-1');
  });
});
