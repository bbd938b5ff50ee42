import type { AlarmQuery } from '#shared/model/alarms/definition.ts';
import type { ApplicationRef, Point } from '#shared/model/application.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import type { AlarmParts } from './alarmParts.ts';
import { NOT_BUILT } from './notBuilt.ts';

export interface FiguresQuestion {
  readonly ref: ApplicationRef;
  readonly queries: readonly AlarmQuery[];
  readonly from: Millis;
  readonly to: Millis;
  readonly period: Millis;
  /** `fill`: what is not kept is asked of the service. */
  readonly source: 'history' | 'fill';
}

/** The compared figures of an alarm, one for each period, in the service's unit; null: no datapoint. */
export interface AlarmFigures {
  readonly points: readonly Point[];
  readonly unread?: SourceError;
}

/** Reads the series of an alarm and evaluates its metric math; sentinels and NaN are no datapoints. */
export async function readFigures(
  _parts: Pick<AlarmParts, 'history' | 'watched' | 'now'>,
  _question: FiguresQuestion,
  _signal: AbortSignal,
): Promise<Result<AlarmFigures>> {
  return failed(NOT_BUILT);
}
