import type { AlarmEntry } from '../catalogue/alarms/alarmEntry.ts';
import type { AlarmDefinition } from '../model/alarms/definition.ts';
import type { AlarmFault } from '../model/alarms/status.ts';
import type { Threshold } from '../model/alarms/threshold.ts';
import type { Dashboard } from './dashboard/dashboard.ts';

/** One alarm, and what it rests on. */
export interface CodedAlarm {
  readonly entry: AlarmEntry;
  readonly threshold: Threshold;
  readonly definition: AlarmDefinition;
  /** What the account has of it already: covering it, or wrong; null: nothing. */
  readonly instead: { readonly name: string; readonly faults: readonly AlarmFault[] } | null;
}

export interface CodedApplication {
  /** Its `Application` dimension. */
  readonly name: string;
  readonly region: string;
  readonly alarms: readonly CodedAlarm[];
  /** Null: none is wanted. */
  readonly dashboard: Dashboard | null;
}

/** One file's worth: applications of one region. */
export interface CodedFile {
  /** Without its extension, as `flink-alarms-eu-west-1`. */
  readonly name: string;
  readonly region: string;
  /** What the parameter for the topic is unless told otherwise; null: nobody is told. */
  readonly topicArn: string | null;
  readonly applications: readonly CodedApplication[];
}

/** How a format writes: the blocks of an application, and a file around those of several. */
export interface Format {
  readonly extension: string;
  blocks(application: CodedApplication): readonly string[];
  file(file: CodedFile, blocks: readonly string[]): string;
}
