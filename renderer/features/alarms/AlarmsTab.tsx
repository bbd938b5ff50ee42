import type { ApplicationRef } from '#shared/model/application.ts';

/** The recommended alarms of one application. */
export const AlarmsTab = (_props: { readonly applicationRef: ApplicationRef }) => null;
