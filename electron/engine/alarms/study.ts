import { setImmediate } from 'node:timers/promises';
import type { Output, Input } from '#shared/contract/contract.ts';
import { backtest } from '#shared/analysis/alarms/evaluation/backtest.ts';
import { learnThreshold } from '#shared/analysis/alarms/learning/learn.ts';
import { inTrouble, incidentsOf, notNormal } from '#shared/analysis/alarms/normal.ts';
import { cutToColumns } from '#shared/analysis/series/cutToColumns.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AlarmParts } from './alarmParts.ts';
import { readStudy } from './studyRead.ts';

/** Learns thresholds from an application's past, and tries thresholds on it. */
export interface AlarmStudy {
  learn(question: Input<'alarms.learn'>, signal: AbortSignal): Promise<Output<'alarms.learn'>>;
  backtest(question: Input<'alarms.backtest'>, signal: AbortSignal): Promise<Output<'alarms.backtest'>>;
}

/** A chart shows no more; four points of each at most. */
const COLUMNS = 250;

export function alarmStudy(parts: AlarmParts): AlarmStudy {
  return {
    async learn(question, signal) {
      const study = await readStudy(parts, question, signal);
      if (!study.ok) return study;
      await setImmediate();
      const { alarm, past, points, period, complete, unread } = study.value;
      const { percentile, margin, byHour } = question;
      const excluded = notNormal(past);
      const now = parts.now(question.ref.connection);
      const range = { from: past.from, to: past.to };
      const policy = { percentile, margin, byHour, excluded, inTrouble: inTrouble(past) };
      const { threshold, why, outliers } = learnThreshold(alarm, points, { ...range, now, ...policy });
      return ok({
        threshold,
        why,
        points: cutToColumns(points, range, COLUMNS),
        excluded: [...excluded, ...outliers].sort((a, b) => a.from - b.from),
        complete,
        ...(period > alarm.period ? { period } : {}),
        ...(unread === undefined ? {} : { unread }),
      });
    },
    async backtest(question, signal) {
      const study = await readStudy(parts, question, signal);
      if (!study.ok) return study;
      await setImmediate();
      const { alarm, past, points, figures, period, asked, complete, unread } = study.value;
      const incidents = incidentsOf(past);
      const range = { from: past.from, to: past.to };
      const gapsAreKnown = asked && unread === undefined;
      return ok({
        incidents,
        results: backtest(alarm, question.candidates, figures, { ...range, period, incidents, gapsAreKnown }),
        points: cutToColumns(points, range, COLUMNS),
        complete,
        ...(period > alarm.period ? { period } : {}),
        ...(unread === undefined ? {} : { unread }),
      });
    },
  };
}
