import { Page } from '#renderer/ui/Page.tsx';

/** Which recommended alarms every application has. */
export const AlarmsPage = () => <Page title="Alarms">{null}</Page>;
