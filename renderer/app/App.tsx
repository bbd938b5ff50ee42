import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en-GB';
import type { Session } from '../store/createSession.ts';
import { SessionContext } from '../store/SessionContext.ts';
import { Frame } from './Frame.tsx';

const belowTheHash = { hook: useHashLocation };

/** Everything on the page: one session, one router (below the `#`, so that app:// and http:// work alike). */
export function App({ session }: { readonly session: Session }) {
  return (
    <I18nProvider locale="en-GB" messages={[messages]}>
      <SessionContext value={session}>
        <Router {...belowTheHash}>
          <Frame />
        </Router>
      </SessionContext>
    </I18nProvider>
  );
}
