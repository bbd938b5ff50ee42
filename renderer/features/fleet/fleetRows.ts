import type { ApplicationSummary } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Fleet } from '../../store/useFleets.ts';
import { healthWords, runtimeWords, statusWords } from '../../ui/wording.ts';

/** An application as the table shows, sorts and filters it; the words are what the filter offers. */
export interface FleetRow {
  readonly key: string;
  readonly application: ApplicationSummary;
  /** The figures are old: their source does not answer. */
  readonly stale: boolean;
  readonly name: string;
  readonly health: string;
  readonly status: string;
  readonly runtime: string;
  readonly region: string;
  readonly connection: string;
  /** When the figures were taken: how old the newest checkpoint was then. */
  readonly checkpointAge: Millis | null;
}

/** The rows of every connection's applications, as far as they are known. */
export const fleetRows = (fleets: readonly Fleet[]): readonly FleetRow[] =>
  fleets.flatMap(({ snapshot }) =>
    snapshot.state === 'live' || snapshot.state === 'stale'
      ? snapshot.value.map((application) => rowOf(application, snapshot.at, snapshot.state === 'stale'))
      : [],
  );

const rowOf = (application: ApplicationSummary, at: Millis, stale: boolean): FleetRow => ({
  key: refKey(application.ref),
  application,
  stale,
  name: application.name,
  health: healthWords[application.health.level],
  status: statusWords(application),
  runtime: runtimeWords(application.runtime),
  region: application.region ?? '',
  connection: application.connectionName,
  checkpointAge: application.lastCheckpoint === null ? null : millis(at - application.lastCheckpoint),
});
