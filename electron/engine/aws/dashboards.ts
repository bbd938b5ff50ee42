import { limit } from '../../clients/flink/flinkHttp.ts';
import type { FlinkRest } from '../../clients/flink/flinkRest.ts';
import { flinkRest } from '../../clients/flink/flinkRest.ts';
import { openDashboard } from '../../clients/flink/openDashboard.ts';
import type { JobMemory } from '../../clients/flink/readJob.ts';
import type { ManagedService } from '../../clients/aws/managedService.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { SourceClock } from '../sourceClock.ts';

/** A session is renewed so long before it ends. */
const MARGIN = millis(15 * MINUTE);
/** Sessions that are being opened at the same time. */
const OPENING = 6;
/** Requests to one dashboard at the same time, as many as a browser makes. */
const CONCURRENCY = 6;

/** The Flink REST interface of one managed application, reached through a session of its dashboard. */
export interface Dashboard {
  readonly rest: FlinkRest;
  readonly version: string;
  readonly memory: JobMemory;
}

/** The sessions of a connection's applications: obtained once, opened at once, kept, renewed before they end. */
export interface Dashboards {
  open(application: string, signal: AbortSignal): Promise<Result<Dashboard>>;
  /** The session does not work any more, or its job is gone. */
  drop(application: string): void;
}

export function dashboards(managed: Pick<ManagedService, 'presignedUrl'>, time: SourceClock, timeout: Millis): Dashboards {
  const sessions = new Map<string, { readonly dashboard: Dashboard; readonly until: Millis }>();
  const inTurn = limit(OPENING);

  // An address must be opened within three minutes: it is asked for only when its turn has come.
  const obtain = (application: string, signal: AbortSignal): Promise<Result<Dashboard>> =>
    inTurn(async () => {
      const presigned = await managed.presignedUrl(application, signal);
      if (!presigned.ok) return presigned;
      const { url, seconds } = presigned.value;
      const session = await openDashboard(url, timeout, signal);
      if (!session.ok) return session;
      const rest = flinkRest({ ...session.value, concurrency: CONCURRENCY, timeout });
      const overview = await rest.overview(signal);
      if (!overview.ok) return overview;
      const dashboard: Dashboard = { rest, version: overview.value.version, memory: new Map() };
      sessions.set(application, { dashboard, until: millis(time.now() + seconds * SECOND - MARGIN) });
      return ok(dashboard);
    });

  return {
    open(application, signal) {
      const known = sessions.get(application);
      return known !== undefined && time.now() < known.until ? Promise.resolve(ok(known.dashboard)) : obtain(application, signal);
    },
    drop: (application) => void sessions.delete(application),
  };
}
