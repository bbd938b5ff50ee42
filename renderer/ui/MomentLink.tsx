import Link from '@cloudscape-design/components/link';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { Millis } from '#shared/units/units.ts';
import { useCursor } from '../store/useCursor.ts';

/** A moment that leads to itself: the time cursor goes there, and every view shows what was then. */
export function MomentLink({
  at,
  zone,
  text = formatMoment(at, zone),
}: {
  readonly at: Millis;
  readonly zone: Zone;
  /** Where minutes are not enough. */
  readonly text?: string;
}) {
  const { set } = useCursor();
  return (
    <Link
      onFollow={(event) => {
        event.preventDefault();
        set(at);
      }}
    >
      {text}
    </Link>
  );
}
