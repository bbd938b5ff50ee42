import type { ApplicationSummary, Health, Lag } from '#shared/model/application.ts';
import { UNKNOWN, formatCount, formatMillis } from '#shared/units/format.ts';

/** The one place that words what the model has codes for. */

export const healthWords: Readonly<Record<Health['level'], string>> = {
  critical: 'Critical',
  warning: 'Warning',
  unknown: 'Unknown',
  ok: 'OK',
  inactive: 'Inactive',
};

export const sentenceStart = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `FORCE_STOPPING` → `Force stopping` */
export const sentenceCase = (code: string): string => sentenceStart(code.toLowerCase().replaceAll('_', ' '));

/** What the source says of it: an application's status, or the state of a cluster's job. */
export const statusWords = ({ status, jobState }: Pick<ApplicationSummary, 'status' | 'jobState'>): string =>
  sentenceCase(status ?? jobState ?? 'UNKNOWN');

/** `FLINK-1_20` → `Flink 1.20`; `ZEPPELIN-FLINK-3_0` → `Studio 3.0`; a cluster's own words stay. */
export function runtimeWords(runtime: string): string {
  const [, kind, version] = /^(FLINK|ZEPPELIN-FLINK|SQL)-(\d+_\d+)$/.exec(runtime) ?? [];
  if (version === undefined) return runtime;
  const name = kind === 'FLINK' ? 'Flink' : kind === 'SQL' ? 'SQL' : 'Studio';
  return `${name} ${version.replace('_', '.')}`;
}

/** `2.4 s`, or `12k records` where only records are known. */
export const lagWords = (lag: Lag | null): string => {
  if (lag === null) return UNKNOWN;
  return lag.kind === 'time' ? formatMillis(lag.behind) : `${formatCount(lag.behind)} records`;
};

/** Flink joins the operators of a vertex with `->`: wherever its name is shown, alone or in a sentence, that is one arrow. */
export const withArrows = (words: string): string => words.replaceAll(' -> ', ' → ');

/** `1 application`, `14 applications` */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
