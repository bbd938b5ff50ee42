import { z } from '#shared/model/schema.ts';
import { Series } from '#shared/model/series.ts';
import { statistics } from '#shared/model/metric.ts';
import type { Millis } from '#shared/units/units.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { numberOf, numberOrNull, textOf } from '../database/database.ts';
import type { Row } from '../database/database.ts';
import type { OpenFile } from '../database/openFile.ts';
import type { Bucket, KeptSample, KeptSeries, Owner, Resolution, SampleArchive } from '../history.ts';
import { storable } from '../storable.ts';
import type { Archive } from '../store.ts';
import { combine } from './combine.ts';
import { startOf } from './rollup.ts';
import type { SampleTable } from './slices.ts';
import { markNumber, rollupOf, sampleOf, sampleTables, seriesRows, sliceEnds, sliceOf, slices, withinSlice } from './slices.ts';

/** About what a sample takes in memory while it waits. */
const SAMPLE_BYTES = 64;

export function createSampleArchive(archive: Archive): SampleArchive {
  return {
    put(series, samples) {
      const kept = samples.filter(({ at }) => storable(at));
      if (kept.length === 0) return;
      archive.write({
        connection: series.connection,
        entries: kept.length,
        bytes: kept.length * SAMPLE_BYTES,
        ours: false,
        apply: (file) => putSamples(file, series, kept),
      });
    },
    read: (series, from, to, resolution) => archive.read((file) => readSamples(file, series, { from, to, resolution }), []),
    list: (owner) => archive.read((file) => listSeries(file, owner), []),
    newest: (series) => archive.read((file) => newestOf(file, series), null),
  };
}

const INSERT =
  'INSERT INTO samples (connection, slice, series, at, value, mark) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING';
const REPLACE = 'UPDATE samples SET value = ?, mark = ? WHERE connection = ? AND slice = ? AND series = ? AND at = ?';

/** Always as they came, however old: what belongs to a stretch that was rolled up is added to it by `tidy`, and by `read` until then. */
function putSamples(file: OpenFile, series: KeptSeries, samples: readonly KeptSample[]): void {
  const { database, interned, totals } = file;
  const connection = interned.makeApplication(series).connection;
  const id = interned.makeSeries(series);
  for (const sample of samples) {
    const at = Math.round(sample.at);
    const isNumber = sample.mark !== 'nan' && sample.value !== null && !Number.isNaN(sample.value);
    const value = isNumber ? sample.value : null;
    const mark = markNumber(isNumber ? sample.mark : 'nan');
    const [slice, within] = [sliceOf('samples', at), withinSlice('samples', at)];
    if (database.run(INSERT, connection, slice, id, within, value, mark) === 0)
      database.run(REPLACE, value, mark, connection, slice, id, within);
    else {
      totals.samples += 1;
      if (file.oldest !== undefined) file.oldest = Math.min(file.oldest ?? at, at);
    }
  }
}

interface Range {
  readonly from: Millis;
  readonly to: Millis;
  readonly resolution: Resolution;
}

function readSamples(file: OpenFile, series: KeptSeries, { from, to, resolution }: Range): readonly Bucket[] {
  const [id, application] = [file.interned.findSeries(series), file.interned.findApplication(series)];
  if (id === null || application === null || !(to > from)) return [];
  // Whole hours, so that what lies beside a roll-up of an hour is seen wholly.
  const [first, end] = [startOf(from, HOUR), startOf(to - 1, HOUR) + HOUR];
  const rows = (table: SampleTable): readonly Row[] => {
    const [oldest, newest] = ends(file, table, application.connection);
    if (oldest === null || newest === null) return [];
    const [begin, last] = [Math.max(oldest, sliceOf(table, first)), Math.min(newest, sliceOf(table, end - 1))];
    return begin > last ? [] : file.database.all(seriesRows(table), begin, last, application.connection, id);
  };
  const kept = {
    period: series.period,
    raw: rows('samples').map(sampleOf),
    fives: rows('fives').map((row) => rollupOf('fives', row)),
    hours: rows('hours').map((row) => rollupOf('hours', row)),
  };
  return combine(kept, from, to, resolution);
}

function ends(file: OpenFile, table: SampleTable, connection: number): readonly [number | null, number | null] {
  const row = file.database.get(sliceEnds(table), connection);
  return [numberOrNull(row?.['oldest']), numberOrNull(row?.['newest'])];
}

const Name = z.tuple([z.string(), z.string(), z.array(z.tuple([z.string(), z.string()]))]);
const Rest = z.object({ statistic: z.enum(statistics), unit: Series.shape.unit });

function listSeries(file: OpenFile, owner: Owner): readonly KeptSeries[] {
  const application = file.interned.findApplication(owner);
  if (application === null) return [];
  const rows = file.database.all(
    'SELECT name, statistic, period, unit FROM series WHERE application = ? ORDER BY id',
    application.id,
  );
  return rows.flatMap((row) => {
    const [namespace, metric, dimensions] = Name.parse(JSON.parse(textOf(row['name'])));
    const rest = Rest.safeParse(row);
    // Of an older Streamgauge, with a word that this one does not know.
    if (!rest.success) return [];
    return [
      {
        connection: owner.connection,
        application: owner.application,
        namespace,
        metric,
        dimensions: Object.fromEntries(dimensions),
        ...rest.data,
        period: millis(numberOf(row['period'])),
      },
    ];
  });
}

/** Looks back slice by slice: what is asked for is nearly always in the newest. */
function newestOf(file: OpenFile, series: KeptSeries): Millis | null {
  const [id, application] = [file.interned.findSeries(series), file.interned.findApplication(series)];
  if (id === null || application === null) return null;
  const found = sampleTables.flatMap((table) => {
    const [oldest, newest] = ends(file, table, application.connection);
    if (oldest === null || newest === null) return [];
    for (let slice = newest; slice >= oldest; slice--) {
      const sql = `SELECT * FROM ${table} WHERE connection = ? AND slice = ? AND series = ? ORDER BY at DESC LIMIT 1`;
      const row = file.database.get(sql, application.connection, slice, id);
      if (row === undefined) continue;
      if (table === 'samples') return [sampleOf(row).at];
      const rollup = rollupOf(table, row);
      return [rollup.lastAt ?? rollup.at + slices[table].width - 1];
    }
    return [];
  });
  return found.length === 0 ? null : millis(Math.max(...found));
}
