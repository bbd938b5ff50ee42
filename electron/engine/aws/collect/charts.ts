import { topicKey } from '#shared/contract/topics.ts';
import type { Series } from '#shared/model/series.ts';
import { cadences } from '../../cadence.ts';
import { readCharts } from '../charts.ts';
import type { Discovery } from '../discovery.ts';
import type { Collector, Parts } from './collector.ts';
import type { CollectorLoop } from './collectorLoops.ts';
import { followedApplications } from './followed.ts';

/** The key series of the applications whose page somebody looks at. */
export function charts(parts: Parts, series: Discovery): Collector {
  const { connection, loops, services, time, context } = parts;
  return {
    settle: () =>
      loops.keep(
        'charts|',
        followedApplications(parts, 'charts').map(({ topic, listed: { name, arn } }): CollectorLoop<Series[]> => ({
          key: topicKey(topic),
          name: `Charts of ${name}, ${topic.minutes} min`,
          cadence: cadences.charts,
          attended: () => true,
          paid: true,
          detail: true,
          async poll(signal) {
            const [sources, tasks] = await Promise.all([series.sources(signal), series.tasks(name, signal)]);
            const own = sources.filter(({ dimensions }) => dimensions['Application'] === name);
            const question = { now: time.now(), minutes: topic.minutes };
            const ref = { connection: connection.id, id: arn };
            return readCharts(services.metrics, name, [...own, ...tasks], question, signal, (each, query, points) =>
              context.recorder.points(ref, each, query, points),
            );
          },
          take(result) {
            context.store.report(topic, result, time.now());
            return result;
          },
        })),
      ),
  };
}
