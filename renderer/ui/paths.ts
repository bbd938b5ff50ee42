import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

/** Addresses of the pages, below the `#` of the address bar. */
export const FLEET = '/';
export const ALARMS = '/alarms';
export const BUDGET = '/budget';
export const DATA_HEALTH = '/data';
export const SETTINGS = '/settings';
export const SIMULATOR = '/simulator';
export const SIMULATOR_PATTERN = '/simulator/:connection?';
export const APPLICATION_PATTERN = '/applications/:connection/:id/*?';

export const applicationPath = ({ connection, id }: ApplicationRef): string =>
  `/applications/${encodeURIComponent(connection)}/${encodeURIComponent(id)}`;

/** The alarms of an application, opened at one of them. */
export const alarmPath = (ref: ApplicationRef, alarm: RecommendedAlarmId | null): string =>
  `${applicationPath(ref)}/alarms${alarm === null ? '' : `/${alarm}`}`;

export const simulatorPath = (connection: string): string => `${SIMULATOR}/${encodeURIComponent(connection)}`;

/** The page that an address belongs to, without the page's own parts. */
export const pageOf = (location: string): string => location.split('/').slice(0, 4).join('/');

/** Whether an address is that of an application's page. */
export const isApplication = (location: string): boolean => /^\/applications\/[^/]+\/[^/]+/.test(location);

/** For the `href` of a link, so that it can be opened in another tab. */
export const hrefOf = (path: string): string => `#${path}`;

/** Which application the two parts of an address name. */
export const refOf = (connection: string, id: string): ApplicationRef => ({
  connection: decodePart(connection),
  id: decodePart(id),
});

/** What somebody typed may not be decodable and then stands for itself. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
