import type { ConnectionView } from '#shared/model/connection.ts';
import type { Millis } from '#shared/units/units.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { useLiveNow } from '../../store/useNow.ts';
import { distanceText } from './momentText.ts';

/** How far the cursor is from now: of the connection that the page is about, and of each other whose clock shows something else. */
export function Distances({ at, first }: { readonly at: Millis; readonly first: ConnectionView | null }) {
  const others = useConnectionViews().filter(
    ({ watched, connection }) => watched && connection.id !== first?.connection.id && connection.kind !== first?.connection.kind,
  );
  if (first === null) return null;
  return (
    <span className="time-bar__distance">
      (<Distance view={first} at={at} named={others.length > 0} />
      {others.map((view) => (
        <span key={view.connection.id}>
          , <Distance view={view} at={at} named />
        </span>
      ))}
      )
    </span>
  );
}

interface DistanceProps {
  readonly view: ConnectionView;
  readonly at: Millis;
  readonly named: boolean;
}

function Distance({ view: { connection }, at, named }: DistanceProps) {
  const now = useLiveNow(connection.id);
  if (now === null) return named ? `${connection.name}: not known` : 'how long ago is not known';
  return named ? `${connection.name}: ${distanceText(at, now)}` : distanceText(at, now);
}
