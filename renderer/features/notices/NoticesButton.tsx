import { useCallback, useRef } from 'react';
import Icon from '@cloudscape-design/components/icon';
import { valueOf } from '#shared/model/snapshot.ts';
import { useTopic } from '../../store/useTopic.ts';
import { BrowserNotifications } from './BrowserNotifications.tsx';
import { NoticesPanel } from './NoticesPanel.tsx';
import './notices.css';

interface NoticesButtonProps {
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** How much is unread; opens the list. */
export function NoticesButton({ open, onToggle }: NoticesButtonProps) {
  const snapshot = useTopic({ kind: 'notices' });
  const unread = valueOf(snapshot)?.filter(({ read }) => !read) ?? [];
  const button = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const close = useCallback(
    (focus: boolean) => {
      onToggle(false);
      if (focus) button.current?.focus();
    },
    [onToggle],
  );
  const isCritical = unread.some(({ severity, until }) => severity === 'critical' && until === null);
  return (
    <div className="notices" ref={place}>
      <button
        ref={button}
        type="button"
        className="notices-button"
        aria-label={`Notices${unread.length === 0 ? '' : `, ${unread.length} unread`}`}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => onToggle(!open)}
      >
        <Icon name="notification" />
        {unread.length > 0 && (
          <span className={isCritical ? 'notices-count notices-count--critical' : 'notices-count'} aria-hidden>
            {unread.length > 99 ? '99+' : unread.length}
          </span>
        )}
      </button>
      {open && <NoticesPanel snapshot={snapshot} within={place} onClose={close} />}
      <BrowserNotifications notices={valueOf(snapshot) ?? null} />
    </div>
  );
}
