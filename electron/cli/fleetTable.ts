import type { ApplicationSummary, Lag } from '#shared/model/application.ts';
import { formatAge, formatCount, formatMillis, formatRate, orUnknown } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';
import { table } from './table.ts';
import { printable } from './terminal.ts';

const titles = ['APPLICATION', 'HEALTH', 'STATUS', 'PAR', 'KPU', 'IN', 'OUT', 'LAG', 'CHECKPOINT', 'RESTARTS', 'WHY'];
const figures = [3, 4, 5, 6, 7, 8, 9];

/** The fleet for a terminal; `now` is the connection's own time. */
export const fleetTable = (applications: readonly ApplicationSummary[], now: Millis): string =>
  table([titles, ...applications.map((application) => row(application, now))], figures);

const row = (application: ApplicationSummary, now: Millis): readonly string[] => [
  printable(application.name),
  application.health.level,
  application.status ?? application.jobState ?? 'unknown',
  orUnknown(application.parallelism, String),
  orUnknown(application.kpus, String),
  orUnknown(application.recordsIn.current, formatRate),
  orUnknown(application.recordsOut.current, formatRate),
  orUnknown(application.lag, lag),
  orUnknown(application.lastCheckpoint, (at) => formatAge(millis(now - at))),
  orUnknown(application.restarts, formatCount),
  printable(application.health.reasons[0] ?? ''),
];

const lag = (behind: Lag): string =>
  behind.kind === 'time' ? formatMillis(behind.behind) : `${formatCount(behind.behind)} records`;
