import { Notification } from 'electron';
import type { SystemMessage } from './notifications.ts';

/** What is shown now: a notification that nobody holds on to is collected, and its click with it. */
const held = new Set<Notification>();

/** Shows a notification of the system; nothing happens where the system has none. */
export function showNotification({ title, body, silent }: SystemMessage, clicked: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body, silent });
  held.add(notification);
  const release = (): void => void held.delete(notification);
  notification.on('click', () => {
    release();
    clicked();
  });
  notification.on('close', release);
  notification.on('failed', release);
  notification.show();
}
