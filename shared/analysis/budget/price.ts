import type { Prices } from '../../contract/settings.ts';

/** AWS bills a gigabyte as 2³⁰ bytes. */
const GIGABYTE = 2 ** 30;

/** A month of a forecast has 30 days. */
export const HOURS_A_MONTH = 720;

/**
 * Dollars for one unit of an operation: for a metric of GetMetricData, for a byte that an Insights query scans, for a request of another
 * operation of CloudWatch. Everything else that we ask is free of charge.
 */
export function unitPrice(service: string, operation: string, prices: Prices): number {
  if (service === 'cloudwatch') return (operation === 'GetMetricData' ? prices.metrics : prices.requests) / 1000;
  return isInsights(service, operation) ? prices.insights / GIGABYTE : 0;
}

/** A query that the user started: paid by the bytes that it scans, and never slowed. */
export const isInsights = (service: string, operation: string): boolean => service === 'logs' && operation === 'StartQuery';
