import { metricLevels, statistics } from '#shared/model/metric.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { parseArguments, thereIsNo } from '../arguments.ts';
import { systemClock } from '../clock.ts';
import { connectionArguments } from './connectionArguments.ts';
import { findApplication } from './findApplication.ts';
import { listCsv, listJson, listTable } from './metricsList.ts';
import { askMetrics, askSeries } from './metrics.ts';
import { chooseSeries, readDimensions } from './chooseSeries.ts';
import { metricsCsv, metricsJson, metricsTable } from './metricsOutput.ts';
import { openEngine } from './openEngine.ts';
import { joinRepeated, valuesOf } from './repeated.ts';
import { createSession } from './session.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { refused } from './terminal.ts';
import { timeArguments, timeRange, timeRefusal } from './timeRange.ts';

/** `streamgauge metrics`: series of an application, as figures or as a list of what there is. */
export async function metricsCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const flags = parseArguments(
    {
      ...connectionArguments,
      ...timeArguments,
      app: { kind: 'text' },
      metric: { kind: 'text' },
      level: { kind: 'text' },
      dimension: { kind: 'text' },
      statistic: { kind: 'text' },
      period: { kind: 'integer', min: 1, max: 86_400 },
      list: { kind: 'switch' },
      json: { kind: 'switch' },
      csv: { kind: 'switch' },
      settings: { kind: 'text' },
    },
    joinRepeated(argv, ['metric', 'dimension']),
  );
  if (!flags.ok) return refused(terminal, flags.error);
  const { app, list, json, csv, period } = flags.value;
  if (json && csv) return refused(terminal, '--csv: does not go with --json.');
  const untimely = timeRefusal(flags.value);
  if (untimely !== null) return refused(terminal, untimely);
  const level = metricLevels.find((each) => each === flags.value.level?.toUpperCase());
  if (flags.value.level !== undefined && level === undefined)
    return refused(terminal, thereIsNo('level', flags.value.level, metricLevels));
  const statistic = statistics.find((each) => each.toLowerCase() === flags.value.statistic?.toLowerCase());
  if (flags.value.statistic !== undefined && statistic === undefined)
    return refused(terminal, thereIsNo('statistic', flags.value.statistic, statistics));
  const dimensions = readDimensions(valuesOf(flags.value.dimension));
  if (!dimensions.ok) return refused(terminal, dimensions.error);
  const metrics = valuesOf(flags.value.metric)
    .flatMap((each) => each.split(','))
    .filter((each) => each !== '');

  const opened = await openEngine(flags.value);
  if (!opened.ok) return refused(terminal, opened.error);
  const { engine, connections } = opened.value;
  try {
    const session = createSession(engine, systemClock);
    const found = await findApplication(session, connections, app, terminal.stopped);
    if (!found.ok) return refused(terminal, found.error);
    const inventory = await askSeries(session, found.value, terminal.stopped);
    if (!inventory.ok) return refused(terminal, inventory.error);
    const chosen = chooseSeries(inventory.value, { metrics, level: level ?? null, dimensions: dimensions.value, all: list });
    if (!chosen.ok) return refused(terminal, chosen.error);
    if (list) {
      const { say } = terminal;
      say(json ? listJson(found.value, inventory.value, chosen.value) : csv ? listCsv(chosen.value) : listTable(chosen.value));
      if (inventory.value.truncated) terminal.complain('There are more series than were listed.');
      return 0;
    }
    const range = timeRange(flags.value, found.value.now);
    if (!range.ok) return refused(terminal, range.error);
    const read = await askMetrics(session, {
      ref: found.value.ref,
      range: range.value,
      series: chosen.value,
      statistic: statistic ?? null,
      period: period === undefined ? null : millis(period * SECOND),
      columns: json || csv ? 4_000 : 240,
    });
    if (!read.ok) return refused(terminal, read.error);
    terminal.say(
      json ? metricsJson(found.value, range.value, read.value) : csv ? metricsCsv(read.value) : metricsTable(read.value),
    );
    if (read.value.some(({ window }) => window.present > 0)) return 0;
    terminal.complain('No figure of this time is known.');
    return 2;
  } finally {
    await engine.close();
  }
}
