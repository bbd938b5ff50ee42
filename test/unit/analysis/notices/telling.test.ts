import { describe, expect, it } from 'vitest';
import { ALREADY } from '#shared/analysis/notices/quiet.ts';
import { messageOf, summaryOf, toShow } from '#shared/analysis/notices/telling.ts';
import { millis } from '#shared/units/units.ts';
import { noticeOf } from './noticeOf.ts';

const clock = (at: number): string => `t${at}`;
const shownOf = (...of: Parameters<typeof toShow>): readonly string[] => toShow(...of).single.map(({ id }) => id);
const FROM = millis(1500);

describe('what a desktop shows', () => {
  it.each([
    ['what was told', noticeOf(), 1],
    ['not what was told before it began', noticeOf({ at: millis(1499) }), 0],
    ['not what is kept quiet', noticeOf({ told: 0, quiet: 'The application is muted.' }), 0],
    ['not what is over', noticeOf({ until: millis(1900) }), 0],
    ['not what somebody has read', noticeOf({ read: true }), 0],
  ])('%s', (_, notice, count) => {
    expect(shownOf([notice], new Map(), FROM)).toHaveLength(count);
  });

  it('each notice once, and again when it was told again', () => {
    const first = toShow([noticeOf()], new Map(), FROM);
    expect(first.single).toHaveLength(1);
    expect(shownOf([noticeOf()], first.shown, FROM)).toEqual([]);
    expect(shownOf([noticeOf({ told: 2 })], first.shown, FROM)).toHaveLength(1);
    // An engine that has lost a telling does not make it untold.
    const later = toShow([noticeOf({ told: 2 })], first.shown, FROM);
    const back = toShow([noticeOf()], later.shown, FROM);
    expect(shownOf([noticeOf({ told: 2 })], back.shown, FROM)).toEqual([]);
  });

  it('what was so at the start once, for a summary', () => {
    const old = noticeOf({ told: 0, quiet: ALREADY });
    const { already, single, shown } = toShow([old], new Map(), FROM);
    expect([already, single]).toEqual([[old], []]);
    expect(toShow([old], shown, FROM).already).toEqual([]);
    // Worse than at the start is told as such.
    expect(shownOf([{ ...old, told: 1, quiet: null }], shown, FROM)).toHaveLength(1);
  });
});

it('says what, since when, and the first step', () => {
  expect(messageOf(noticeOf(), clock)).toEqual({
    title: 'orders: Application is down',
    body: 'Critical since t1000 in Acme.\nRead the first exception.',
  });
});

describe('the summary of what was so already', () => {
  const many = Array.from({ length: 7 }, (_, i) =>
    noticeOf({ id: `${i}`, application: `app-${i}`, severity: i < 2 ? 'critical' : 'warning' }),
  );
  it.each([
    [[], null],
    [[noticeOf()], { title: 'orders: Application is down', body: 'Critical since t1000 in Acme.\nRead the first exception.' }],
    [
      many,
      {
        title: '7 applications are in trouble',
        body: '2 of 7 troubles are critical; it was so already when watching began.\napp-0, app-1, app-2, app-3, app-4 and 2 more',
      },
    ],
    [
      [noticeOf({ severity: 'warning' }), noticeOf({ id: '2', severity: 'warning', cause: 'cpu' })],
      { title: 'orders: 2 troubles', body: 'None is critical; it was so already when watching began.' },
    ],
  ])('%#', (already, expected) => {
    expect(summaryOf(already, clock)).toEqual(expected);
  });
});
