import type { ApplicationRef } from '#shared/model/application.ts';

/** Where a page shows the alarms of an application, as its address bar has it. */
export const alarmsAddress = ({ connection, id }: ApplicationRef): string =>
  `#/applications/${encodeURIComponent(connection)}/${encodeURIComponent(id)}/alarms`;
