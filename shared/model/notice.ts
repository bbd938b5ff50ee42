import { ApplicationRef } from './application.ts';
import { z, zMillis } from './schema.ts';

/** Something that the person on call should know: one for each cause and incident. */
export const Notice = z.object({
  id: z.string(),
  ref: ApplicationRef,
  application: z.string(),
  connectionName: z.string(),
  /** The worst that it was. */
  severity: z.enum(['critical', 'warning']),
  /** What it is about: the cause of the recommended alarms, or `health`; one incident has one cause. */
  cause: z.string(),
  /** Causes that are taken as symptoms of the same incident. */
  also: z.array(z.string()).optional(),
  title: z.string(),
  /** What was found when it was last told, and the first step. */
  text: z.string(),
  /** In the connection's time. */
  since: zMillis,
  /** When it was last told, or would have been; in real time. */
  at: zMillis,
  /** How often it was told: again whenever it became worse. What was kept quiet was not told. */
  told: z.int(),
  /** When it was over, in the connection's time; null: it lasts. */
  until: zMillis.nullable(),
  read: z.boolean(),
  /** Not shown on the desktop, and why: the application is muted, quiet hours, a snooze; null: shown. */
  quiet: z.string().nullable(),
});
export type Notice = z.infer<typeof Notice>;
