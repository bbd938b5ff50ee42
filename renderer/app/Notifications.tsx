import Flashbar from '@cloudscape-design/components/flashbar';
import { useSelect, useSession } from '../store/SessionContext.ts';

/** What the user should read: how the engine fares, what was repaired, which call failed. */
export function Notifications() {
  const session = useSession();
  const notices = useSelect((state) => state.notices);
  return (
    <Flashbar
      items={notices.map(({ id, kind, text }) => ({
        id,
        type: kind,
        content: text,
        dismissible: true,
        onDismiss: () => session.tell({ type: 'notice-dismissed', id }),
      }))}
    />
  );
}
