import type { Page } from '@playwright/test';
import type { Input } from '#shared/contract/contract.ts';
import { topicKey } from '#shared/contract/topics.ts';
import { alarmEntry, recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';
import type { Backtest, LearnedThreshold } from '#shared/model/alarms/backtest.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmDetail, ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Point } from '#shared/model/application.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { DAY, HOUR, MINUTE, millis } from '#shared/units/units.ts';
import { NOW, application, scriptOf } from './scriptedFleet.ts';
import { openScripted } from './scriptedHost.ts';

export const { ref } = application('orders');
/** What is scripted to be learned from a week. */
export const LEARNED: Extract<Threshold, { basis: 'learned' }> = {
  basis: 'learned',
  value: 90_000,
  hours: null,
  learned: {
    from: millis(NOW - 7 * DAY),
    to: NOW,
    percentile: 99.9,
    margin: 1.5,
    count: 9_840,
    excluded: 240,
    at: NOW,
  },
};
/** More by day than by night. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 90_000 : 60_000));

/** A lag that swings with the day, a gap of three hours two days ago, and an hour of trouble a day ago. */
export function lagOf(from: number, to: number, every: number): Point[] {
  const points: Point[] = [];
  for (let at = Math.ceil(from / every) * every; at < to; at += every) {
    const ago = NOW - at;
    const isGap = ago > 2 * DAY && ago < 2 * DAY + 3 * HOUR;
    const isTrouble = ago > DAY && ago < DAY + HOUR;
    const swing = 30_000 + 15_000 * Math.sin((at / DAY) * 2 * Math.PI) + 3_000 * Math.sin(at / (7 * MINUTE));
    points.push([millis(at), isGap ? null : isTrouble ? 260_000 : swing]);
  }
  return points;
}

export const incident = { from: millis(NOW - DAY - HOUR), to: millis(NOW - DAY), text: 'Job failed and restarted' };
const early = { from: millis(NOW - 4 * DAY), to: millis(NOW - 4 * DAY + 20 * MINUTE), text: 'Consumer lagged behind its stream' };

export const learnedAnswer = (change: Partial<LearnedThreshold> = {}): Result<LearnedThreshold> =>
  ok({
    threshold: LEARNED,
    why: '1.5 times the 99.9 % level of 9,840 normal figures, which is 1 min.',
    points: lagOf(NOW - 7 * DAY, NOW, 15 * MINUTE),
    excluded: [
      { from: millis(NOW - DAY - HOUR), to: millis(NOW - DAY + HOUR), text: 'The job failed and restarted' },
      { from: millis(NOW - 5 * DAY), to: millis(NOW - 5 * DAY + 2 * HOUR), text: 'Deployment of version 12' },
    ],
    complete: 0.982,
    ...change,
  });

/** Each candidate fires for the incident, the nearer it is the sooner; one below 60 s also for nothing. */
export function backtestAnswer({ candidates }: Input<'alarms.backtest'>, change: Partial<Backtest> = {}): Result<Backtest> {
  return ok({
    incidents: [early, incident],
    results: candidates.map(({ threshold }) => {
      const isTight = threshold.value < 60_000;
      const lead = isTight ? 12 * MINUTE : -5 * MINUTE;
      const real = { from: millis(incident.from - lead), to: incident.to, incident: 1 };
      const wrong = [6, 5, 3].map((days) => ({
        from: millis(NOW - days * DAY + 5 * HOUR),
        to: millis(NOW - days * DAY + 7 * HOUR),
        incident: null,
      }));
      return {
        firings: isTight ? [...wrong, real] : [real],
        share: isTight ? 0.041 : 0.006,
        flaps: isTight ? 2 : 0,
        leads: [null, millis(lead)],
      };
    }),
    points: lagOf(NOW - 7 * DAY, NOW, 15 * MINUTE),
    complete: 0.982,
    ...change,
  });
}

/** One recommended alarm of the scripted application, missing in the account. */
export function detailOf(id: RecommendedAlarmId, change: Partial<AlarmDetail> = {}): AlarmDetail {
  const entry = alarmEntry(id);
  const threshold: Threshold | null =
    change.threshold !== undefined
      ? change.threshold
      : entry.threshold === null
        ? null
        : { basis: 'guide', value: entry.threshold };
  return {
    cell: {
      alarm: id,
      coverage: 'missing',
      reason: null,
      matched: [],
      faults: [],
      state: null,
      stateSince: null,
      own: threshold === null ? null : 'OK',
      ownSince: threshold === null ? null : millis(NOW - DAY),
      threshold: threshold?.value ?? null,
      basis: threshold?.basis ?? null,
      snoozed: null,
    },
    threshold,
    learning: threshold === null ? 'Learning: 14 of 24 hours of normal figures are kept so far.' : null,
    definition: null,
    matched: [],
    changes: [],
    latest: null,
    points: [],
    ...change,
  };
}

export interface ThresholdScript {
  detail: AlarmDetail;
  learn: (question: Input<'alarms.learn'>) => unknown;
  backtest: (question: Input<'alarms.backtest'>) => unknown;
  choose: (question: Input<'alarms.choose'>) => unknown;
}

export const lagDetail = (threshold: Threshold | null = LEARNED): AlarmDetail =>
  detailOf('source-lag-kinesis', {
    threshold,
    points: lagOf(NOW - 3 * HOUR, NOW, MINUTE),
    latest: [millis(NOW - MINUTE), 31_000],
  });

export const ADDRESS = `#/applications/${encodeURIComponent(ref.connection)}/${encodeURIComponent(ref.id)}/alarms`;

export interface ThresholdsPage {
  readonly script: ThresholdScript;
  readonly scripted: Awaited<ReturnType<typeof openScripted>>;
}

/** Opens the alarms of an application whose engine the test scripts; a choice is shown like the engine would. */
export async function openThresholds(page: Page, change: Partial<ThresholdScript> = {}): Promise<ThresholdsPage> {
  const script: ThresholdScript = {
    detail: lagDetail(),
    learn: () => learnedAnswer(),
    backtest: (question) => backtestAnswer(question),
    choose: () => ok({}),
    ...change,
  };
  const byItself = script.detail.threshold;
  const base = scriptOf(
    {},
    {
      'alarms.learn': (question: Input<'alarms.learn'>) => script.learn(question),
      'alarms.backtest': (question: Input<'alarms.backtest'>) => script.backtest(question),
      // What was known at another moment is the same here.
      past: ({ topic, at }: Input<'past'>) => ({
        kind: topic.kind,
        key: topicKey(topic),
        snapshot:
          topic.kind === 'applicationAlarms'
            ? { state: 'live', value: alarmsOf(script.detail), at }
            : {
                state: 'failed',
                error: { kind: 'not-found', source: 'History', message: 'Not kept.', remedy: 'Choose another.' },
              },
      }),
      'alarms.choose': (question: Input<'alarms.choose'>) => {
        const { detail } = script;
        const threshold = question.threshold ?? byItself;
        script.detail = {
          ...detail,
          threshold,
          chosen: question.threshold !== null,
          cell: { ...detail.cell, threshold: threshold?.value ?? null, basis: threshold?.basis ?? null },
        };
        return script.choose(question);
      },
    },
  );
  const scripted = await openScripted(
    page,
    {
      ...base,
      says: (topic) =>
        topic.kind === 'applicationAlarms' ? { state: 'live', value: alarmsOf(script.detail), at: NOW } : base.says(topic),
    },
    `${ADDRESS}/${script.detail.cell.alarm}`,
  );
  return { script, scripted };
}

function alarmsOf(detail: AlarmDetail): ApplicationAlarms {
  const details = recommendedAlarms.map(({ id }) => (id === detail.cell.alarm ? detail : detailOf(id)));
  return {
    row: { ref, name: 'orders', region: 'eu-west-1', cells: details.map(({ cell }) => cell), others: 0 },
    details,
    others: [],
    topicArn: null,
    operator: false,
  };
}
