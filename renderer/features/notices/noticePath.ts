import type { ApplicationRef } from '#shared/model/application.ts';
import { alarmPath, applicationPath } from '../../ui/paths.ts';

/** Where to go on from a notice: the application's alarms, which only a managed one (named by its ARN) has. */
export const noticePath = (ref: ApplicationRef): string =>
  ref.id.startsWith('arn:') ? alarmPath(ref, null) : applicationPath(ref);
