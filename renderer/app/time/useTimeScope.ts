import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { ConnectionView } from '#shared/model/connection.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import { connectionTime } from '../../store/connectionTime.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { useCursor } from '../../store/useCursor.ts';
import { useSession } from '../../store/SessionContext.ts';
import { ALARMS, FLEET, isApplication, refOf } from '../../ui/paths.ts';

/** What the time bar is about. */
interface TimeScope {
  /** Whose time: that of the page's application, else of the first connection that is watched; null: of none. */
  readonly view: ConnectionView | null;
  /** The application whose page is open; null: all are meant. */
  readonly application: string | null;
  /** The page can show the past; the others are of now whatever the cursor says. */
  readonly shows: boolean;
}

export function useTimeScope(): TimeScope {
  const [location] = useLocation();
  const views = useConnectionViews();
  return useMemo(() => {
    const [, , connection = '', id = ''] = location.split('/');
    const ref = isApplication(location) ? refOf(connection, id) : null;
    const watched = views.filter((view) => view.watched);
    const view = watched.find((each) => each.connection.id === ref?.connection) ?? watched[0] ?? null;
    return { view, application: ref?.id ?? null, shows: ref !== null || location === FLEET || location === ALARMS };
  }, [location, views]);
}

/** Moves the cursor by a length of time, from now if it is not set; what would be after now is now. */
export function useStep(): (by: Millis) => void {
  const { view } = useTimeScope();
  const { clock } = useSession();
  const { at, set, live } = useCursor();
  const told = view?.clock ?? null;
  return useMemo(
    () => (by) => {
      const real = clock.now();
      const now = told === null ? real : connectionTime(told, real);
      const next = (at ?? now) + by;
      if (next >= now) live();
      else set(millis(Math.floor(next / SECOND) * SECOND));
    },
    [clock, told, at, set, live],
  );
}
