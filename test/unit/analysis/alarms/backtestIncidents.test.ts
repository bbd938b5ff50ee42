import { describe, expect, it } from 'vitest';
import type { KnownPast } from '#shared/analysis/alarms/normal.ts';
import { incidentsOf, notNormal } from '#shared/analysis/alarms/normal.ts';
import type { Stretch } from '#shared/model/alarms/backtest.ts';
import type { Marker } from '#shared/model/history.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { START } from './learnFigures.ts';

const minute = (n: number) => millis(START + n * MINUTE);
const marker = (kind: Marker['kind'], at: number, until: number | null = null, text: string = kind): Marker => ({
  ref: { connection: 'prod', id: 'arn:orders' },
  at: minute(at),
  until: until === null ? null : minute(until),
  kind,
  text,
});
const down = (from: number, to: number): Stretch => ({ from: minute(from), to: minute(to), text: 'Down' });
const past = (change: Partial<KnownPast>): KnownPast => ({
  from: minute(0),
  to: minute(1440),
  markers: [],
  outages: [],
  unwell: [],
  ...change,
});
const told = (stretches: readonly Stretch[]) =>
  stretches.map(({ from, to, text }) => [(from - START) / MINUTE, (to - START) / MINUTE, text]);

describe('what is not normal of a past', () => {
  it('is a deploy with what follows it, which is no incident, nor is the restart that it makes', () => {
    const of = past({
      markers: [marker('deploy', 100, 104, 'Version 7 deployed'), marker('restart', 103)],
      outages: [down(98, 106)],
    });
    expect(told(notNormal(of))).toEqual([[98, 121, 'Down, Version 7 deployed, restart']]);
    expect(incidentsOf(of)).toEqual([]);
  });

  it('is an outage that nobody’s doing explains, which is an incident as long as it lasts', () => {
    const of = past({ markers: [marker('restart', 303, null, 'Restarted')], outages: [down(300, 310)] });
    expect(told(notNormal(of))).toEqual([[300, 325, 'Down, Restarted']]);
    expect(told(incidentsOf(of))).toEqual([[300, 310, 'Down, Restarted']]);
  });

  it('and one that a deploy begins and does not end', () => {
    const of = past({ markers: [marker('deploy', 100, 104)], outages: [down(101, 160)] });
    expect(told(incidentsOf(of))).toEqual([[101, 160, 'Down']]);
  });

  it('makes one incident of what is at most half an hour apart', () => {
    const of = past({ outages: [down(300, 310), down(340, 345), down(376, 377)] });
    expect(told(incidentsOf(of))).toEqual([
      [300, 345, 'Down'],
      [376, 377, 'Down'],
    ]);
  });

  it('is a stop and a start, each with what follows it; a snapshot is nothing', () => {
    const of = past({ markers: [marker('snapshot', 50, 51), marker('stop', 200, 201), marker('start', 400, 402)] });
    expect(told(notNormal(of))).toEqual([
      [200, 216, 'stop'],
      [400, 417, 'start'],
    ]);
    expect(incidentsOf(of)).toEqual([]);
  });

  it('is an alarm of the account, from before it fired; not one that fires most of the time, and neither is an incident', () => {
    const of = past({ markers: [marker('alarm', 600, 640, 'Alarm lag'), marker('alarm', 0, 1000, 'Alarm mistuned')] });
    expect(told(notNormal(of))).toEqual([[590, 655, 'Alarm lag']]);
    expect(incidentsOf(of)).toEqual([]);
  });

  it('is a time when the application was unwell, unless it always is', () => {
    const unwell = { from: minute(700), to: minute(720), text: 'Critical or in warning' };
    expect(told(incidentsOf(past({ unwell: [unwell] })))).toEqual([[700, 720, 'Critical or in warning']]);
    const always = past({ unwell: [{ ...unwell, to: minute(1200) }] });
    expect([notNormal(always), incidentsOf(always)]).toEqual([[], []]);
  });

  it('tells of an incident that nobody saw begin: at the beginning of watching, or of the time that is looked at', () => {
    const unwell = { from: minute(700), to: minute(720), text: 'Critical or in warning', beganUnseen: true };
    expect(incidentsOf(past({ unwell: [unwell] }))).toMatchObject([{ beganUnseen: true }]);
    // What is known to have come before it is how it began.
    const [joined] = incidentsOf(past({ unwell: [unwell], outages: [down(690, 705)] }));
    expect([joined?.from, joined?.beganUnseen]).toEqual([minute(690), undefined]);
    expect(incidentsOf(past({ outages: [down(-20, 10)] }))).toEqual([{ ...down(0, 10), beganUnseen: true }]);
  });

  it('is not what comes every night: an alarm that goes off then is about a batch', () => {
    const nights = (count: number) => Array.from({ length: count }, (_, night) => night * 1440);
    const week = { to: minute(7 * 1440) };
    const alarms = (count: number) => nights(count).map((at) => marker('alarm', at + 60, at + 90, 'Alarm lag'));
    const unwell = (count: number) =>
      nights(count).map((at) => ({ from: minute(at + 60), to: minute(at + 90), text: 'Critical' }));
    expect(notNormal(past({ ...week, markers: alarms(2), unwell: unwell(2) }))).toHaveLength(2);
    expect(incidentsOf(past({ ...week, unwell: unwell(2) }))).toHaveLength(2);
    expect(notNormal(past({ ...week, markers: alarms(5), unwell: unwell(5) }))).toEqual([]);
    expect(incidentsOf(past({ ...week, unwell: unwell(5) }))).toEqual([]);
  });

  it('is told of the range alone, and in few words', () => {
    const of = past({
      from: minute(100),
      to: minute(310),
      markers: [marker('deploy', 90, 95), ...['a', 'b', 'c', 'd', 'e'].map((text, i) => marker('failure', 300 + i, null, text))],
    });
    expect(told(notNormal(of))).toEqual([
      [100, 110, 'deploy'],
      [300, 310, 'a, b, c and 2 more'],
    ]);
  });
});
