import Flashbar from '@cloudscape-design/components/flashbar';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { valueOf } from '#shared/model/snapshot.ts';
import type { HostKind } from '../host/connect.ts';
import type { Link } from '../store/state.ts';
import { useSelect, useSession } from '../store/SessionContext.ts';
import { useCall } from '../store/useCall.ts';
import { useLook } from '../store/useLook.ts';
import { useTopic } from '../store/useTopic.ts';

/** What the user should read: how the engine fares, what was repaired in the settings, which call failed. */
export function Notifications() {
  const session = useSession();
  const notices = useSelect((state) => state.notices);
  const link = useSelect((state) => state.link.state);
  const repairs = valueOf(useTopic({ kind: 'settings' }))?.notices ?? [];
  const [appearance] = useLook();
  const call = useCall();

  const items: FlashbarProps.MessageDefinition[] = [
    ...engineMessages(link, session.kind),
    ...repairs.map((text, at): FlashbarProps.MessageDefinition => ({
      id: `repair-${at}`,
      type: 'warning',
      content: text,
      dismissible: true,
      dismissLabel: 'Dismiss',
      // Saving the settings is what forgets the notices: they have been read.
      onDismiss: () => void call('settings.save', { appearance }),
    })),
    ...notices.map(({ id, kind, text }): FlashbarProps.MessageDefinition => ({
      id,
      type: kind,
      content: text,
      dismissible: true,
      dismissLabel: 'Dismiss',
      onDismiss: () => session.tell({ type: 'notice-dismissed', id }),
    })),
  ];
  return <Flashbar items={items} />;
}

function engineMessages(link: Link['state'], kind: HostKind): readonly FlashbarProps.MessageDefinition[] {
  switch (link) {
    case 'connecting':
    case 'up':
      return [];
    case 'restarting':
      return [
        {
          id: 'engine',
          type: 'in-progress',
          loading: true,
          content:
            kind === 'desktop'
              ? 'The engine ended unexpectedly and is being started again. What is shown is from before.'
              : 'Streamgauge’s host does not answer; the page tries again by itself. What is shown is from before.',
        },
      ];
    case 'gone':
      return [
        {
          id: 'engine',
          type: 'error',
          header: kind === 'desktop' ? 'The engine could not be started again' : 'The host no longer lets this page in',
          content:
            kind === 'desktop'
              ? 'What is shown is from before. Choose View → Restart Engine.'
              : 'It was started anew, with a new address. Open the address that it printed; this page then works again too.',
        },
      ];
  }
}
