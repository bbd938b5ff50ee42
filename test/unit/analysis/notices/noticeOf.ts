import type { Notice } from '#shared/model/notice.ts';
import { millis } from '#shared/units/units.ts';

export const noticeOf = (change: Partial<Notice> = {}): Notice => ({
  id: 'acme|orders|down|1',
  ref: { connection: 'acme', id: 'orders' },
  application: 'orders',
  connectionName: 'Acme',
  severity: 'critical',
  cause: 'down',
  title: 'Application is down',
  text: 'Read the first exception.',
  since: millis(1000),
  at: millis(2000),
  told: 1,
  until: null,
  read: false,
  quiet: null,
  ...change,
});
