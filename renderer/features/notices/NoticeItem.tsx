import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Link from '@cloudscape-design/components/link';
import { isMuted } from '#shared/analysis/notices/quiet.ts';
import type { Notice } from '#shared/model/notice.ts';
import { formatMillis } from '#shared/units/format.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { useSession } from '../../store/SessionContext.ts';
import type { NotificationChoices } from '../../store/useNotifications.ts';
import { useLiveNow, useRealNow } from '../../store/useNow.ts';
import { HealthIndicator } from '../../ui/HealthIndicator.tsx';
import { hrefOf } from '../../ui/paths.ts';
import { noticePath } from './noticePath.ts';
import { sinceWords, toldWords } from './noticeWords.ts';

interface NoticeItemProps {
  readonly notice: Notice;
  readonly choices: NotificationChoices;
  readonly onRead: () => void;
  readonly onOpen: () => void;
}

/** One notice: what, where, since when, how often it was told, and what can be done about being told. */
export function NoticeItem({ notice, choices, onRead, onOpen }: NoticeItemProps) {
  const { ref, application, connectionName, severity, title, text, since, until, read, quiet } = notice;
  const { clock } = useSession();
  const now = useRealNow();
  const then = useLiveNow(ref.connection) ?? now;
  const muted = choices.saved !== null && isMuted(choices.saved, ref, now);
  const facts = [
    sinceWords(since, then),
    ...(until === null ? [] : [`over after ${formatMillis(millis(until - since))}`]),
    toldWords(notice),
    ...(quiet === null ? [] : [quiet.replace(/\.$/, '')]),
  ];
  return (
    <li className={read ? 'notice' : 'notice notice--unread'} data-over={until !== null}>
      <div className="notice-head">
        {until === null ? <HealthIndicator health={{ level: severity }} /> : <span className="notices-quiet">Over</span>}
        <Link
          href={hrefOf(noticePath(ref))}
          onFollow={(event) => {
            event.preventDefault();
            onOpen();
          }}
        >
          {application}
        </Link>
        <span className="notices-quiet notice-place">{connectionName}</span>
      </div>
      <p className="notice-title">
        {!read && <span className="notice-dot" role="img" aria-label="Unread" />}
        {title}
      </p>
      {text !== '' && until === null && <p className="notice-text">{text}</p>}
      <p className="notice-facts">{facts.join(' · ')}</p>
      <div className="notices-actions">
        {!read && (
          <Button variant="inline-link" ariaLabel={`Mark as read: ${application}, ${title}`} onClick={onRead}>
            Mark as read
          </Button>
        )}
        {muted ? (
          <Button variant="inline-link" ariaLabel={`Unmute ${application}`} onClick={() => void choices.unmute(ref)}>
            Unmute
          </Button>
        ) : (
          <ButtonDropdown
            variant="inline-icon"
            ariaLabel={`Mute ${application}`}
            items={[
              { id: 'hour', text: `Mute ${application} for 1 h` },
              { id: 'ever', text: 'Mute until I take it back' },
            ]}
            onItemClick={({ detail: { id } }) => void choices.mute(ref, id === 'hour' ? millis(clock.now() + HOUR) : null)}
          />
        )}
      </div>
    </li>
  );
}
