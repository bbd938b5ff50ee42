import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Host } from '#shared/contract/contract.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Choice } from './choices.ts';
import { selectorOf } from './choices.ts';
import type { CsvColumn } from './csv.ts';
import { columnTitle, seriesCsv } from './csv.ts';
import type { MetricGroup } from './groups.ts';
import { MOST_SELECTORS } from './pieces.ts';
import { levelWords } from './words.ts';

/** The most that the contract gives: up to 11 days of minutes come uncut. */
const COLUMNS = 4000;

export interface CsvQuestion {
  readonly ref: ApplicationRef;
  readonly groups: readonly MetricGroup[];
  readonly choices: Readonly<Record<string, Choice>>;
  readonly range: TimeRange;
}

/** Reads every series of the charts anew, as fine as they are to be had, and writes them side by side. Failures are sentences. */
export async function exportCsv(
  host: Pick<Host, 'call'>,
  { ref, groups, choices, range }: CsvQuestion,
  report: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  const wanted = groups.flatMap((group) =>
    group.lines.map(({ name, listing }) => ({
      title: [levelWords[group.level], group.metric, group.of, name === group.metric ? '' : name]
        .filter((part) => part !== '')
        .join(' / '),
      selector: selectorOf(listing, choices[group.id] ?? {}),
    })),
  );
  const columns: CsvColumn[] = [];
  for (let start = 0; start < wanted.length; start += MOST_SELECTORS) {
    report(start, wanted.length);
    const part = wanted.slice(start, start + MOST_SELECTORS);
    try {
      // One after the other: the service's rate is shared with everything that is on screen.
      const answer = await host.call('metrics.read', {
        ref,
        selectors: part.map(({ selector }) => selector),
        ...range,
        columns: COLUMNS,
        source: 'fill',
      });
      if (signal.aborted) return failed('The export was stopped.');
      if (!answer.ok) return failed(`${answer.error.message} ${answer.error.remedy}`);
      part.forEach(({ title }, i) => {
        const window = answer.value[i];
        if (window !== undefined) columns.push({ title: columnTitle(title, window), window });
      });
    } catch (thrown) {
      return failed(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }
  return ok(seriesCsv(columns));
}
