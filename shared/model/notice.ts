import { ApplicationRef } from './application.ts';
import { z, zMillis } from './schema.ts';

/** Something that the person on call should know: one for each cause and incident. */
export const Notice = z.object({
  id: z.string(),
  ref: ApplicationRef,
  application: z.string(),
  connectionName: z.string(),
  severity: z.enum(['critical', 'warning']),
  /** What it is about, as `downtime`, `checkpoints`, `lag`: one incident has one cause. */
  cause: z.string(),
  title: z.string(),
  text: z.string(),
  /** In the connection's time. */
  since: zMillis,
  at: zMillis,
  /** How often it was told: again whenever it became worse. */
  told: z.int(),
  /** When it was over; null: it lasts. */
  until: zMillis.nullable(),
  read: z.boolean(),
  /** Not shown on the desktop, and why: the application is muted, quiet hours, a snooze; null: shown. */
  quiet: z.string().nullable(),
});
export type Notice = z.infer<typeof Notice>;
