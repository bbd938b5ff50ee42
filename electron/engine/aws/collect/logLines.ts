import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import { limit } from '../../../clients/flink/flinkHttp.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { cadences } from '../../cadence.ts';
import type { Collector, Parts } from './collector.ts';
import type { LineKeeper } from './lineKeeper.ts';

const KEY = 'logLines';
/** An application that is sick, or looked at, has its warnings and errors kept from so long before on. */
const BEFORE = HOUR;
const AT_ONCE = 2;

/** Keeps the warnings and errors of applications that are sick or looked at, each minute, so that an incident can be read afterwards. */
export function logLines(parts: Parts, keeper: LineKeeper): Collector {
  const { loops, inventory, looks, incident, context, time } = parts;
  const inTurn = limit(AT_ONCE);

  const wanted = (): readonly ListedApplication[] => {
    const followed = new Set(looks.all().flatMap((topic) => ('ref' in topic ? [topic.ref.id] : [])));
    return (inventory.listed() ?? []).filter(
      ({ arn }) => (incident(arn) || followed.has(arn)) && inventory.described(arn)?.logs != null,
    );
  };

  return {
    settle() {
      if (inventory.listed() === null || loops.has(KEY)) return;
      loops.start({
        key: KEY,
        name: 'Log lines',
        cadence: cadences.logLines,
        attended: () => true,
        async poll(signal): Promise<Result<{ readonly asked: boolean }>> {
          const followed = context.telemetry().keepLogs ? wanted() : [];
          const from = millis(time.now() - BEFORE);
          const all = await Promise.all(followed.map((listed) => inTurn(() => keeper.keep(listed, from, signal))));
          return all.find((each) => !each.ok) ?? ok({ asked: all.length > 0 });
        },
        take: (result) => (result.ok && !result.value.asked ? null : result),
      });
    },
  };
}
