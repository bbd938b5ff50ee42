import { recommendedAlarms } from '#shared/catalogue/alarms/alarms.ts';

/** Columns of the grid: the application, one for each alarm, how many are covered. */
export const COLUMNS = recommendedAlarms.length + 2;
/** The last one that the arrow keys go to. */
export const LAST = recommendedAlarms.length;

export const ROW = 40;
export const HEAD = 60;

/** `Failed check-points`: where a narrow column may break the long words of the catalogue's short titles. */
export const breakable = (short: string): string =>
  short.replace('heckpoint', 'heck\u00ADpoint').replace('atermark', 'ater\u00ADmark');
