import { KINESIS, NAMESPACE } from '#shared/catalogue/metricEntry.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { DAY, millis } from '#shared/units/units.ts';
import { cadences } from '../../cadence.ts';
import type { Discovery } from '../discovery.ts';
import { alarmChanges } from './alarmChanges.ts';
import type { Collector, Parts } from './collector.ts';
import { sourcesOf } from './sourcesOf.ts';

/** Names the loop that reads them. */
export const ALARMS_LOOP = 'alarms';
/** Changes of state are told of so long ago. */
const SINCE = millis(DAY);

interface Read {
  readonly alarms: Alarm[];
  /** Why the changes of their states could not be read; null: they were. */
  readonly unread: SourceError | null;
}

/** The alarms of CloudWatch that are about applications of the managed service, or about the streams that these read, with their history. */
export function alarms(parts: Parts, series: Pick<Discovery, 'sources'>): Collector {
  const { connection, loops, services, inventory, looks, time, context } = parts;
  const topic = { kind: 'alarms', connection: connection.id } as const;
  const changes = alarmChanges(services.metrics, SINCE);

  /** Which applications read a stream. */
  const readers = async (signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> => {
    const sources = await series.sources(signal);
    const by = new Map<string, string[]>();
    for (const { arn, name } of inventory.listed() ?? []) {
      const own = sources.filter(({ dimensions }) => dimensions['Application'] === name);
      for (const stream of sourcesOf(own, inventory.described(arn)).streams) by.set(stream, [...(by.get(stream) ?? []), name]);
    }
    return by;
  };

  return {
    settle() {
      if (inventory.listed() === null || loops.has(ALARMS_LOOP)) return;
      loops.start<Read>({
        key: ALARMS_LOOP,
        name: 'Alarms',
        cadence: cadences.alarms,
        attended: () => looks.on(['alarms']),
        paid: true,
        async poll(signal): Promise<Result<Read>> {
          const [found, history, streams] = await Promise.all([
            services.metrics.alarms(signal),
            changes.read(time.now(), signal),
            readers(signal),
          ]);
          if (!found.ok) return found;
          // What the alarms are is worth seeing without what they did: where that may not be read, or is not offered at all.
          const changed = history.ok ? history.value : changes.known();
          const ours = found.value.flatMap((alarm) => {
            const about = relevant(alarm, streams);
            return about === null ? [] : [{ ...about, history: [...(changed.get(alarm.name) ?? [])] }];
          });
          return ok({ alarms: ours, unread: history.ok ? null : history.error });
        },
        take(result) {
          const shown = result.ok ? ok(result.value.alarms) : result;
          context.store.report(topic, shown, time.now());
          if (result.ok) context.recorder.alarms(connection.id, time.now(), result.value.alarms);
          return result.ok && result.value.unread !== null ? failed(result.value.unread) : shown;
        },
      });
    },
    attended(added) {
      if (added.some(({ kind }) => kind === 'alarms')) loops.hasten(ALARMS_LOOP);
    },
  };
}

/** An alarm with the applications that it is about; null: it is about none of ours. */
export function relevant(alarm: Alarm, readers: ReadonlyMap<string, readonly string[]>): Alarm | null {
  const metrics = [alarm.metric, ...alarm.queries.map(({ metric }) => metric)];
  const applications = new Set(alarm.applications);
  let isOurs = false;
  for (const metric of metrics) {
    if (metric?.namespace === NAMESPACE) isOurs = true;
    if (metric?.namespace !== KINESIS) continue;
    for (const name of readers.get(metric.dimensions['StreamName'] ?? '') ?? []) applications.add(name);
  }
  return isOurs || applications.size > 0 ? { ...alarm, applications: [...applications] } : null;
}
