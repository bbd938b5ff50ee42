import { refKey } from '#shared/model/application.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { ConnectionView } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { isFiring, isGap } from '../words/sight.ts';

/** A watched connection, and the recommended alarms of its applications. */
export interface AlarmFleet {
  readonly view: ConnectionView;
  readonly snapshot: Snapshot<readonly AlarmRow[]>;
}

/** A row of the matrix as it is sorted and filtered. */
export interface MatrixRow {
  readonly key: string;
  readonly row: AlarmRow;
  readonly connection: string;
  /** The figures are old: their source does not answer. */
  readonly stale: boolean;
}

export const matrixRows = (fleets: readonly AlarmFleet[]): readonly MatrixRow[] =>
  fleets.flatMap(({ view, snapshot }) =>
    snapshot.state === 'live' || snapshot.state === 'stale'
      ? snapshot.value.map((row) => ({
          key: refKey(row.ref),
          row,
          connection: view.connection.name,
          stale: snapshot.state === 'stale',
        }))
      : [],
  );

export const shows = ['all', 'firing', 'gaps'] as const;
export const sortings = ['firing', 'gaps', 'name'] as const;

export interface MatrixView {
  readonly text: string;
  readonly show: (typeof shows)[number];
  /** Only this alarm counts; null: any. */
  readonly alarm: RecommendedAlarmId | null;
  readonly sorting: (typeof sortings)[number];
}

export const USUAL: MatrixView = { text: '', show: 'all', alarm: null, sorting: 'firing' };

const cellsOf = ({ row }: MatrixRow, alarm: RecommendedAlarmId | null) =>
  alarm === null ? row.cells : row.cells.filter((cell) => cell.alarm === alarm);

/** What the filter lets through, in its order; equals go by name. */
export function viewedRows(rows: readonly MatrixRow[], { text, show, alarm, sorting }: MatrixView): readonly MatrixRow[] {
  const wanted = text.trim().toLowerCase();
  const firing = (row: MatrixRow): number => cellsOf(row, alarm).filter(isFiring).length;
  const gaps = (row: MatrixRow): number => cellsOf(row, alarm).filter(isGap).length;
  const shown = rows.filter(
    (each) =>
      (alarm === null || cellsOf(each, alarm).some(({ coverage }) => coverage !== 'not-applicable')) &&
      (show === 'all' || (show === 'firing' ? firing(each) : gaps(each)) > 0) &&
      `${each.row.name} ${each.row.region} ${each.connection}`.toLowerCase().includes(wanted),
  );
  const byName = (a: MatrixRow, b: MatrixRow): number => collator.compare(a.row.name, b.row.name);
  switch (sorting) {
    case 'name':
      return shown.sort(byName);
    case 'gaps':
      return shown.sort((a, b) => gaps(b) - gaps(a) || byName(a, b));
    case 'firing':
      return shown.sort((a, b) => firing(b) - firing(a) || gaps(b) - gaps(a) || byName(a, b));
  }
}

const collator = new Intl.Collator('en', { numeric: true });
