import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import { useSession } from '../../store/SessionContext.ts';
import { useCall, useNotice } from '../../store/useCall.ts';

/** Shows a notification to try how it looks; in a browser it asks for the permission first. */
export function NotificationTrial({ sound }: { readonly sound: boolean }) {
  const { kind } = useSession();
  const call = useCall();
  const notice = useNotice();
  const [permission, setPermission] = useState(() =>
    kind === 'desktop' ? 'granted' : 'Notification' in window ? Notification.permission : 'denied',
  );
  const ask = async (): Promise<void> => {
    if (kind === 'desktop') return void call('notices.trial', {});
    const answer = 'Notification' in window ? await Notification.requestPermission() : 'denied';
    setPermission(answer);
    if (answer === 'granted')
      return void new Notification('Streamgauge', { body: 'This is how you are told of what goes wrong.', silent: !sound });
    notice('error', 'The browser does not let this page show notifications. Allow them in its settings for this address.');
  };
  return (
    <Button formAction="none" onClick={() => void ask()}>
      {permission === 'granted' ? 'Show a test notification' : 'Allow notifications of this page'}
    </Button>
  );
}
