import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { clockTime } from '#shared/analysis/notices/wallClock.ts';
import type { Shown } from '#shared/analysis/notices/telling.ts';
import { messageOf, toShow } from '#shared/analysis/notices/telling.ts';
import type { Notice } from '#shared/model/notice.ts';
import { useSession } from '../../store/SessionContext.ts';
import { useNotifications } from '../../store/useNotifications.ts';
import { noticePath } from './noticePath.ts';

interface BrowserNotificationsProps {
  /** Null: not known yet. */
  readonly notices: readonly Notice[] | null;
}

/** In a browser the page shows notices as notifications, if it may; of several pages one does. On the desktop main does it. */
export function BrowserNotifications({ notices }: BrowserNotificationsProps) {
  const { kind, clock } = useSession();
  const [, navigate] = useLocation();
  const wanted = useNotifications().saved;
  const [from] = useState(() => clock.now());
  const shown = useRef<Shown>(new Map());
  const isOne = useIsOne(kind === 'browser');
  useEffect(() => {
    if (kind !== 'browser' || notices === null || wanted === null) return;
    const told = toShow(notices, shown.current, from);
    shown.current = told.shown;
    if (!isOne || !wanted.desktop || !('Notification' in window) || Notification.permission !== 'granted') return;
    for (const notice of told.single) {
      const { title, body } = messageOf(notice, clockTime);
      const notification = new Notification(title, { body, tag: notice.id, silent: !wanted.sound });
      notification.addEventListener('click', () => {
        window.focus();
        navigate(noticePath(notice.ref));
        notification.close();
      });
    }
  }, [kind, notices, wanted, from, isOne, navigate]);
  return null;
}

/** Whether this page is the one of all pages of this host that shows notifications: the first that asked, while it is open. */
function useIsOne(asks: boolean): boolean {
  const [isOne, setIsOne] = useState(false);
  useEffect(() => {
    if (!asks || !('locks' in navigator)) return;
    const left = new AbortController();
    const held = new Promise<void>((release) => left.signal.addEventListener('abort', () => release()));
    navigator.locks
      .request('streamgauge-notifications', { signal: left.signal }, () => {
        setIsOne(true);
        return held;
      })
      // It was left before its turn came.
      .catch(() => undefined);
    return () => left.abort();
  }, [asks]);
  return isOne;
}
