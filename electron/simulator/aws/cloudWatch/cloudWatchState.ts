import { createAlarmBook } from './alarms/alarmBook.ts';
import type { AlarmBook } from './alarms/alarmBook.ts';
import type { Dashboard } from './dashboards/dashboard.ts';
import { createCustomMetrics } from './metrics/customMetrics.ts';
import type { CustomMetrics } from './metrics/customMetrics.ts';

/** What callers have put into CloudWatch, in one region. */
export interface CloudWatchState {
  readonly metrics: CustomMetrics;
  readonly alarms: AlarmBook;
  /** By name. */
  readonly dashboards: Map<string, Dashboard>;
  /** By the ARN of an alarm or a dashboard. */
  readonly tags: Map<string, ReadonlyMap<string, string>>;
}

export const createCloudWatchState = (): CloudWatchState => ({
  metrics: createCustomMetrics(),
  alarms: createAlarmBook(),
  dashboards: new Map(),
  tags: new Map(),
});
