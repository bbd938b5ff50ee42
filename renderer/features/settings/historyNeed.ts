import type { Telemetry } from '#shared/contract/settings.ts';
import type { HistoryStatus } from '#shared/model/history.ts';
import { formatBytes } from '#shared/units/format.ts';
import { bytes } from '#shared/units/units.ts';

/** What the retention will take at the present growth, held against the size cap; null while the growth is not known. */
export function historyNeed(
  { bytesPerDay }: Pick<HistoryStatus, 'bytesPerDay'>,
  { retentionDays, sizeCapMegabytes }: Pick<Telemetry, 'retentionDays' | 'sizeCapMegabytes'>,
): { readonly fits: boolean; readonly sentence: string } | null {
  if (bytesPerDay === null) return null;
  const cap = sizeCapMegabytes * 1_000_000;
  const need = bytesPerDay * retentionDays;
  const days = retentionDays === 1 ? '1 day needs' : `${retentionDays} days need`;
  const growth = `At ${formatBytes(bytesPerDay)} a day, ${days} ${formatBytes(bytes(need))}`;
  if (need <= cap) return { fits: true, sentence: `${growth}, of ${formatBytes(bytes(cap))} that the history may take.` };
  const kept = Math.floor(cap / bytesPerDay);
  const about = kept < 1 ? 'less than a day' : kept === 1 ? 'about 1 day' : `about ${kept} days`;
  return {
    fits: false,
    sentence: `${growth}, but the history may take ${formatBytes(bytes(cap))} only: ${about} will be kept, the oldest goes first.`,
  };
}
