import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';
import { momentText } from './momentText.ts';

const MOST = 30;

/** What happened, newest first, to go to the moment of it. */
export function Events({ markers, now }: { readonly markers: readonly Marker[]; readonly now: Millis }) {
  const { set } = useCursor();
  const newest = markers.slice(-MOST).reverse();
  return (
    <ButtonDropdown
      expandToViewport
      disabled={newest.length === 0}
      items={newest.map(({ at, text, ref }, index) => ({
        id: String(index),
        text,
        secondaryText: `${momentText(at, now)}, ${ref.id.split('/').at(-1) ?? ref.id}`,
      }))}
      onItemClick={({ detail: { id } }) => {
        const chosen = newest[Number(id)];
        if (chosen !== undefined) set(chosen.at);
      }}
    >
      Events ({markers.length})
    </ButtonDropdown>
  );
}
