import { cadences } from '../../cadence.ts';
import type { Discovery } from '../discovery.ts';
import type { FleetPublisher } from '../fleetPublisher.ts';
import { alarmSubjects, alarmedSeries, isFine } from './alarmSubjects.ts';
import type { Collector, Parts } from './collector.ts';
import { periodOf } from './collectorLoops.ts';
import { fleetFigures } from './fleetFigures.ts';
import { troubleOf } from './inventoryLoop.ts';

const KEY = 'metrics';

/** The figures of every application that runs, in ⌈queries / 500⌉ requests a poll. */
export function fleetLoop(parts: Parts, publisher: FleetPublisher, series: Discovery): Collector {
  const { connection, loops, inventory, looks, incident, publish, time, context } = parts;
  const figures = fleetFigures(parts);
  const attended = () => looks.on(['fleet', 'application']) || incident();
  let runningBefore = '';

  const start = () =>
    loops.start({
      key: KEY,
      name: 'Metrics',
      cadence: cadences.fleetMetrics,
      attended,
      paid: true,
      async poll(signal) {
        const { fleetMetrics } = cadences;
        const pace = attended() ? fleetMetrics.attended : fleetMetrics.rest;
        context.governor.metricsEvery(connection.id, periodOf(pace, time, context.governor.slowdown(connection.id)));
        const applications = (inventory.listed() ?? []).filter(({ status }) => status !== 'READY');
        const fine = applications.some(({ arn }) => isFine(inventory.described(arn)));
        const [sources, respelt] = await Promise.all([
          series.sources(signal),
          series.respelt(signal),
          fine ? series.operators(signal) : [],
        ]);
        return figures.read(applications, [...sources, ...respelt], signal, alarmedSeries(alarmSubjects(parts, series)));
      },
      take(result) {
        publisher.metrics(result);
        publish();
        return result.ok ? troubleOf(series.trouble()) : result;
      },
    });

  return {
    settle() {
      const listed = inventory.listed();
      if (listed === null) return;
      const runs = listed.flatMap(({ arn, status }) => (status === 'RUNNING' ? [arn] : [])).join();
      if (!loops.has(KEY)) start();
      else if (runs !== runningBefore) {
        series.expire();
        loops.poke(KEY);
      }
      runningBefore = runs;
    },
    attended(added) {
      if (added.some(({ kind }) => kind === 'fleet' || kind === 'application')) loops.hasten(KEY);
    },
  };
}
