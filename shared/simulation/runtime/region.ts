import type { SimulatedApplication } from '../types.ts';

/** Where applications are that name no region. */
export const HOME = 'us-east-1';

/** When the service's windows for patches begin, UTC (guide p. 468). London stands there with two; this is one of them. */
const windows: Readonly<Record<string, string>> = {
  'us-gov-west-1': '06:00',
  'us-gov-east-1': '03:00',
  'us-east-1': '03:00',
  'us-east-2': '03:00',
  'us-west-1': '06:00',
  'us-west-2': '06:00',
  'ap-east-1': '13:00',
  'ap-south-1': '16:30',
  'ap-south-2': '16:30',
  'ap-northeast-2': '13:00',
  'ap-southeast-1': '14:00',
  'ap-southeast-2': '12:00',
  'ap-southeast-3': '15:00',
  'ap-northeast-1': '13:00',
  'ca-central-1': '03:00',
  'cn-north-1': '13:00',
  'cn-northwest-1': '13:00',
  'eu-central-1': '06:00',
  'eu-central-2': '20:00',
  'eu-west-1': '22:00',
  'eu-west-2': '23:00',
  'eu-west-3': '23:00',
  'eu-north-1': '23:00',
  'eu-south-1': '21:00',
  'eu-south-2': '21:00',
  'af-south-1': '20:00',
  'me-south-1': '13:00',
  'me-central-1': '18:00',
  'sa-east-1': '19:00',
  'il-central-1': '20:00',
};
/** Hours. */
const LENGTH = 8;

/** Until an owner chooses another; regions that the guide does not list have a guess. */
export const windowStart = (region: string): string => windows[region] ?? '13:00';

export function maintenanceWindow(from: string): SimulatedApplication['maintenanceWindow'] {
  const [hour = '', minute = ''] = from.split(':');
  return { from, to: `${String((Number(hour) + LENGTH) % 24).padStart(2, '0')}:${minute}` };
}
