import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { momentWords } from '#renderer/ui/moment.ts';
import type { CaptureEntry } from '#shared/model/insight/capture.ts';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { nearest } from './captures.ts';

interface NearMomentProps {
  readonly at: Millis;
  readonly entries: readonly CaptureEntry[];
  readonly onOpen: (entry: CaptureEntry) => void;
  readonly onLive: () => void;
}

const MOST = 3;

/** What there is to see at a moment in the past: not its stacks, unless somebody kept them. */
export function NearMoment({ at, entries, onOpen, onLive }: NearMomentProps) {
  const near = nearest(entries, at, MOST);
  return (
    <Alert
      type="info"
      header={`Nothing tells which code ran at ${momentWords(at)}`}
      action={<Button onClick={onLive}>Go back to now</Button>}
    >
      Stacks can be sampled only of what runs now.{' '}
      {near.length === 0 ? (
        'No capture was kept of this application.'
      ) : (
        <>
          Captures taken nearest to it:
          <ul className="flame-near">
            {near.map((entry) => (
              <li key={entry.key}>
                <Link
                  onFollow={(event) => {
                    event.preventDefault();
                    onOpen(entry);
                  }}
                >
                  {entry.title}
                </Link>{' '}
                {awayWords(millis(entry.at - at))}
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}

/** `4 min before`, `2 h after`, `at that moment` */
function awayWords(away: Millis): string {
  const far = formatAge(millis(Math.abs(away)));
  return far === 'now' ? 'at that moment' : `${far} ${away < 0 ? 'before' : 'after'}`;
}
