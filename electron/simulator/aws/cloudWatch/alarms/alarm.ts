import type { Dimension } from '#shared/simulation/types.ts';
import type { Comparison, MissingData, StateValue } from '#shared/model/alarm.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Query } from '../metricData/readQueries.ts';
import type { Statistic } from '../metrics/statistics.ts';
import type { Rule } from './evaluation/compositeRule.ts';

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly data: string | null;
  readonly updated: Millis;
  /** When its value changed. */
  readonly transitioned: Millis;
}

interface Common {
  readonly name: string;
  readonly arn: string;
  /** As requests and answers write them: what it is called, its actions, what it watches. */
  readonly settings: AlarmSettings;
  readonly configured: Millis;
  readonly state: AlarmState;
}

/** What both kinds of alarms have. */
export interface AlarmSettings {
  readonly AlarmDescription?: string | undefined;
  readonly ActionsEnabled: boolean;
  readonly OKActions: readonly string[];
  readonly AlarmActions: readonly string[];
  readonly InsufficientDataActions: readonly string[];
}

export interface MetricAlarm extends Common {
  readonly kind: 'metric';
  readonly watched: Watched;
  readonly period: Millis;
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  /** Whether that number was given: then the reasons of states tell it. */
  readonly someOfMany: boolean;
  readonly missing: MissingData;
  /** Fewer samples than this in a period leave the state as it is; 0 for alarms that always look. */
  readonly fewestSamples: number;
  /** Periods that begin at the clock's multiples, instead of ending now. */
  readonly wallClock: boolean;
}

export type Watched =
  | {
      readonly kind: 'metric';
      readonly namespace: string;
      readonly metric: string;
      readonly dimensions: readonly Dimension[];
      readonly statistic: Statistic;
      readonly unit: string | null;
    }
  | { readonly kind: 'queries'; readonly queries: readonly Query[] };

export interface CompositeAlarm extends Common {
  readonly kind: 'composite';
  readonly rule: Rule;
  readonly suppressor: Suppressor | null;
  readonly suppression: Suppression | null;
}

/** An alarm that keeps a composite one's actions back while it is in alarm itself. */
export interface Suppressor {
  /** Name or ARN. */
  readonly alarm: string;
  /** How long actions wait for it to go into alarm. */
  readonly wait: Millis;
  /** How long they are kept back after it. */
  readonly extension: Millis;
}

/** Why a composite alarm's actions are kept back just now. */
export interface Suppression {
  readonly by: 'WaitPeriod' | 'ExtensionPeriod' | 'Alarm';
  /** Null while the suppressor is in alarm. */
  readonly until: Millis | null;
}

export type Alarm = MetricAlarm | CompositeAlarm;
