import type { Telemetry } from '#shared/contract/settings.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

export type Field = 'cap' | 'metrics' | 'requests' | 'insights';
/** What stands in the fields. */
export type Draft = Readonly<Record<Field, string>>;

export const draftOf = ({ monthlyCap, prices }: Telemetry): Draft => ({
  cap: monthlyCap === null ? '' : String(monthlyCap),
  metrics: String(prices.metrics),
  requests: String(prices.requests),
  insights: String(prices.insights),
});

const MOST = 1_000_000;

/** The settings that the fields mean, or what is wrong with which field. */
export function readDraft(draft: Draft, before: Telemetry): Result<Telemetry, Partial<Record<Field, string>>> {
  const cap = draft.cap.trim() === '' ? null : dollars(draft.cap);
  const prices = { metrics: dollars(draft.metrics), requests: dollars(draft.requests), insights: dollars(draft.insights) };
  const { metrics, requests, insights } = prices;
  if (cap === undefined || metrics === undefined || requests === undefined || insights === undefined) {
    const wrong = Object.entries({ cap, ...prices }).filter(([, value]) => value === undefined);
    return failed(Object.fromEntries(wrong.map(([field]) => [field, 'Enter an amount such as 0.01.'])));
  }
  return ok({ ...before, monthlyCap: cap, prices: { metrics, requests, insights } });
}

/** What somebody typed as an amount; undefined when it is none. */
function dollars(text: string): number | undefined {
  const typed = text.trim().replace(/^\$\s*/, '');
  if (!/^(\d{1,7}(\.\d*)?|\.\d+)$/.test(typed)) return undefined;
  const amount = Number(typed);
  return amount <= MOST ? amount : undefined;
}
