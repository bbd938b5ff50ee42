/** Branded quantities: converted once at the edge that reads them, formatted in one place (`format.ts`). */
declare const unit: unique symbol;
type Quantity<U extends string> = number & { readonly [unit]: U };

/** A duration, or an instant as milliseconds since 1970-01-01 UTC. */
export type Millis = Quantity<'ms'>;
export type Bytes = Quantity<'B'>;
export type BytesPerSecond = Quantity<'B/s'>;
/** 0…1. CloudWatch's 0…100 is divided once, in its adapter, and nowhere else. */
export type Ratio = Quantity<'ratio'>;
export type RecordsPerSecond = Quantity<'records/s'>;

export const millis = (n: number): Millis => Math.round(n) as Millis;
export const bytes = (n: number): Bytes => n as Bytes;
export const bytesPerSecond = (n: number): BytesPerSecond => n as BytesPerSecond;
export const ratio = (n: number): Ratio => n as Ratio;
export const recordsPerSecond = (n: number): RecordsPerSecond => n as RecordsPerSecond;

export const SECOND = 1_000 as Millis;
export const MINUTE = 60_000 as Millis;
export const HOUR = 3_600_000 as Millis;
export const DAY = 86_400_000 as Millis;
