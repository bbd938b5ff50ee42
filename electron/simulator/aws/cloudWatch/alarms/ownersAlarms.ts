import type { OwnersAlarm, SimulatedRegion } from '#shared/simulation/types.ts';
import type { Millis } from '#shared/units/units.ts';
import type { RegionState } from '../../regionState.ts';
import { putMetricAlarm } from './putMetricAlarm.ts';

/** Puts the alarms that a scenario's owners have made into the account, as of a moment: they are evaluated from then on. */
export function putOwnersAlarms(
  alarms: readonly OwnersAlarm[],
  { region, state }: { readonly region: SimulatedRegion; readonly state: RegionState },
  now: Millis,
): void {
  const topic = `arn:aws:sns:${region.name}:${region.accountId}:on-call`;
  const caller = { accessKeyId: '', userAgent: '', isAnyone: true };
  const context = { region, state, now, caller, presign: () => '' };
  for (const { request, isTold } of alarms) {
    const told = isTold ? { AlarmActions: [topic], OKActions: [topic] } : {};
    const put = putMetricAlarm.run({ ...request, ...told }, context, { invalid: 'ValidationException', textual: false });
    if (!put.ok) throw new Error(`A scenario has an alarm that cannot be: ${put.error.message}`);
  }
}
