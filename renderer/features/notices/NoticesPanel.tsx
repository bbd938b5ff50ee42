import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useLocation } from 'wouter';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { inOrder } from '#shared/analysis/notices/inOrder.ts';
import type { Notice } from '#shared/model/notice.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { useCall } from '../../store/useCall.ts';
import { useNotifications } from '../../store/useNotifications.ts';
import { SETTINGS, hrefOf } from '../../ui/paths.ts';
import { NoticeItem } from './NoticeItem.tsx';
import { noticePath } from './noticePath.ts';

interface NoticesPanelProps {
  readonly snapshot: Snapshot<readonly Notice[]>;
  /** A click outside of it closes the panel. */
  readonly within: RefObject<HTMLElement | null>;
  /** Whether the focus goes back to where the panel was opened from. */
  readonly onClose: (focus: boolean) => void;
}

/** So many are shown at first. */
const FIRST = 30;

/** What somebody on call was told: what lasts and is worst first. */
export function NoticesPanel({ snapshot, within, onClose }: NoticesPanelProps) {
  const [, navigate] = useLocation();
  const call = useCall();
  const choices = useNotifications();
  const [all, setAll] = useState(false);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  useClosing(within, onClose);
  const notices = valueOf(snapshot);
  // Without the engine an empty list is no all-clear.
  const trouble = snapshot.state === 'stale' || snapshot.state === 'failed' ? snapshot.error : null;
  const unread = notices?.filter(({ read }) => !read) ?? [];
  const lasting = notices?.filter(({ until }) => until === null).length ?? 0;
  const read = (ids: readonly string[] | null): void => void call('notices.read', { ids: ids === null ? null : [...ids] });
  const go = (path: string): void => {
    onClose(false);
    navigate(path);
  };
  return (
    <section className="notices-panel" role="dialog" aria-label="Notices" tabIndex={-1} ref={panel}>
      <div className="notices-head">
        <div>
          <h2>Notices</h2>
          {notices !== undefined && notices.length > 0 && (
            <p className="notices-quiet">
              {lasting === 0 ? 'All are over' : `${lasting} not over`}, {unread.length} unread
            </p>
          )}
        </div>
        <div className="notices-actions">
          <Button variant="inline-link" disabled={unread.length === 0} onClick={() => read(null)}>
            Mark all as read
          </Button>
          <Button
            variant="icon"
            iconName="settings"
            ariaLabel="Notification settings"
            href={hrefOf(SETTINGS)}
            onFollow={(event) => {
              event.preventDefault();
              go(SETTINGS);
            }}
          />
          <Button variant="icon" iconName="close" ariaLabel="Close the notices" onClick={() => onClose(true)} />
        </div>
      </div>
      {trouble !== null && (
        <p className="notices-trouble">
          <StatusIndicator type="warning">
            {notices === undefined || notices.length === 0 ? 'Not known now' : 'What is listed is from before'}: {trouble.message}
          </StatusIndicator>
        </p>
      )}
      {notices === undefined || notices.length === 0 ? (
        trouble === null && <Nothing known={notices !== undefined} />
      ) : (
        <ol className="notices-list">
          {inOrder(notices)
            .slice(0, all ? undefined : FIRST)
            .map((notice) => (
              <NoticeItem
                key={notice.id}
                notice={notice}
                choices={choices}
                onRead={() => read([notice.id])}
                onOpen={() => {
                  if (!notice.read) read([notice.id]);
                  go(noticePath(notice.ref));
                }}
              />
            ))}
        </ol>
      )}
      {notices !== undefined && notices.length > FIRST && !all && (
        <Box textAlign="center" padding="xs">
          <Button variant="link" onClick={() => setAll(true)}>
            Show all {notices.length}
          </Button>
        </Box>
      )}
    </section>
  );
}

const Nothing = ({ known }: { readonly known: boolean }) =>
  known ? (
    <div className="notices-empty">
      <b>Nothing has gone wrong</b>
      <p className="notices-quiet">
        When an alarm fires or an application becomes sick, it is told here and as a notification, once for each cause.
      </p>
    </div>
  ) : (
    <p className="notices-empty">
      <StatusIndicator type="loading">Waiting for the engine</StatusIndicator>
    </p>
  );

/** Escape closes it, and so does a click elsewhere; what a menu of its own does with them is that menu's. */
function useClosing(within: RefObject<HTMLElement | null>, onClose: (focus: boolean) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose(true);
    };
    const click = ({ target }: PointerEvent): void => {
      if (target instanceof Node && document.contains(target) && within.current?.contains(target) !== true) onClose(false);
    };
    document.addEventListener('keydown', press);
    document.addEventListener('pointerdown', click);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('pointerdown', click);
    };
  }, [within, onClose]);
}
