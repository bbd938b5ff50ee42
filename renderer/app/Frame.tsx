import { useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import { z } from '#shared/model/schema.ts';
import { useCursor, usePastChanging } from '../store/useCursor.ts';
import { FLEET, pageOf } from '../ui/paths.ts';
import { useKept } from '../ui/useKept.ts';
import { useAppliedLook } from './applyLook.ts';
import { Breadcrumbs } from './Breadcrumbs.tsx';
import { MfaPrompts } from './MfaPrompts.tsx';
import { Navigation } from './Navigation.tsx';
import { Notifications } from './Notifications.tsx';
import { PageBoundary } from './PageBoundary.tsx';
import { Pages } from './Pages.tsx';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { SkipLink } from './SkipLink.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useCursorInAddress } from './time/cursorAddress.ts';
import { TimeBar, usePastTint } from './time/TimeBar.tsx';
import { useTimeKeys } from './time/useTimeKeys.ts';
import { useShortcuts } from './useShortcuts.ts';

/** Beside the fleet's whole table there is room for the list of pages from this width on. */
const WIDE = 1920;

/** What stays while pages come and go. */
export function Frame() {
  const [location, navigate] = useLocation();
  const [navigationOpen, keepNavigationOpen] = useKept('navigation', z.boolean(), innerWidth >= WIDE);
  const [helpOpen, setHelpOpen] = useState(false);
  const toggleHelp = useCallback(() => setHelpOpen((open) => !open), []);
  const [noticesOpen, setNoticesOpen] = useState(false);
  const toggleNotices = useCallback(() => setNoticesOpen((open) => !open), []);
  useShortcuts(toggleHelp, toggleNotices);
  useAppliedLook();
  const [timeOpen, setTimeOpen] = useState(false);
  const slider = useRef<HTMLInputElement>(null);
  const openTime = useCallback(() => {
    // Drawn at once: what is not there yet cannot have the focus.
    flushSync(() => setTimeOpen(true));
    slider.current?.focus();
  }, []);
  const { at } = useCursor();
  const changing = usePastChanging();
  useTimeKeys(openTime);
  useCursorInAddress();
  usePastTint();
  return (
    <>
      <SkipLink />
      <div id="frame-top">
        <TopBar
          onHelp={toggleHelp}
          timeOpen={timeOpen}
          onTime={() => setTimeOpen((open) => !open)}
          noticesOpen={noticesOpen}
          onNotices={setNoticesOpen}
        />
        {(timeOpen || at !== null) && <TimeBar slider={slider} onClose={() => setTimeOpen(false)} />}
      </div>
      <AppLayoutToolbar
        headerSelector="#frame-top"
        footerSelector="#status-bar"
        contentType="table"
        navigationWidth={250}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail: { open } }) => keepNavigationOpen(open)}
        navigation={<Navigation open={navigationOpen} />}
        breadcrumbs={<Breadcrumbs />}
        notifications={<Notifications />}
        stickyNotifications
        tools={<ShortcutHelp />}
        toolsHide={!helpOpen}
        toolsOpen={helpOpen}
        onToolsChange={({ detail: { open } }) => setHelpOpen(open)}
        ariaLabels={{
          navigation: 'Pages',
          navigationToggle: 'Show the pages',
          navigationClose: 'Hide the pages',
          notifications: 'Notifications',
          tools: 'Help',
          toolsToggle: 'Show keyboard shortcuts',
          toolsClose: 'Hide keyboard shortcuts',
        }}
        content={
          <PageBoundary key={pageOf(location)} onLeave={() => navigate(FLEET)}>
            <div className={changing ? 'changing' : undefined} aria-busy={changing}>
              <Pages />
            </div>
          </PageBoundary>
        }
      />
      <StatusBar />
      <MfaPrompts />
    </>
  );
}
