import type { ApplicationRef } from '#shared/model/application.ts';
import type { ConnectionKind, ConnectionView } from '#shared/model/connection.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND, millis } from '#shared/units/units.ts';
import type { Session } from './session.ts';

export interface FoundApplication {
  readonly ref: ApplicationRef;
  readonly name: string;
  readonly kind: ConnectionKind;
  /** The connection's time. */
  readonly now: Millis;
}

/** A source that fails says so long before; a machine that is busy may need it. */
const PATIENCE = millis(120 * SECOND);

/**
 * Finds the application that a name or an ARN names, and waits until the engine knows what it is made of; without a name, the only one that
 * there is. A failure is one sentence.
 */
export async function findApplication(
  session: Session,
  connections: readonly string[],
  app: string | undefined,
  signal: AbortSignal,
): Promise<Result<FoundApplication, string>> {
  const fleets = await session.follow({
    topics: connections.map((connection) => ({ kind: 'fleet', connection })),
    tell: (snapshots) => snapshots.every(({ state }) => state !== 'waiting'),
    patience: PATIENCE,
    signal,
  });
  const all = fleets.flatMap((fleet) => valueOf(fleet) ?? []);
  const named = app === undefined ? all : all.filter(({ name, ref }) => name === app || ref.id === app);
  const [found, other] = named;
  if (found === undefined || other !== undefined) {
    const trouble = fleets.find((fleet) => fleet.state === 'failed' || fleet.state === 'stale');
    if (found === undefined && trouble !== undefined) return failed(`${trouble.error.message} ${trouble.error.remedy}`);
    if (found === undefined && fleets.some(({ state }) => state === 'waiting')) return failed('No answer came in time.');
    return failed(whichOne(app, named.length > 0 ? named : all));
  }
  const { ref, name } = found;
  await session.follow({
    topics: [{ kind: 'application', ref }],
    tell: ([detail]) => detail?.state !== 'waiting',
    patience: PATIENCE,
    signal,
  });
  const view = await connectionOf(session, ref.connection, signal);
  return ok({ ref, name, kind: view?.connection.kind ?? 'aws', now: timeOf(view, session.clock.now()) });
}

function whichOne(app: string | undefined, all: readonly { readonly name: string; readonly ref: ApplicationRef }[]): string {
  if (all.length === 0)
    return app === undefined ? 'The connection has no applications.' : `--app: there is no application "${app}".`;
  if (app === undefined) return `--app: name one of ${all.map(({ name }) => name).join(', ')}.`;
  const twins = all.filter(({ name }) => name === app);
  return twins.length > 1
    ? `--app: there are ${twins.length} of the name "${app}": give the ARN, ${twins.map(({ ref }) => ref.id).join(' or ')}.`
    : `--app: there is no application "${app}".`;
}

async function connectionOf(session: Session, id: string, signal: AbortSignal): Promise<ConnectionView | null> {
  const of = (views: readonly ConnectionView[] | undefined) => views?.find(({ connection }) => connection.id === id) ?? null;
  const [views] = await session.follow({
    topics: [{ kind: 'connections' }],
    tell: ([snapshot]) => snapshot !== undefined && of(valueOf(snapshot))?.clock != null,
    patience: PATIENCE,
    signal,
  });
  return views === undefined ? null : of(valueOf(views));
}

/** What the connection's clock shows when this machine's shows `real`. */
function timeOf(view: ConnectionView | null, real: Millis): Millis {
  const clock = view?.clock ?? null;
  if (clock === null) return real;
  return clock.paused ? clock.now : millis(clock.now + (real - clock.real) * clock.speed);
}
