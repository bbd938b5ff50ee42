import type { QueryResults } from '../../../clients/aws/logs.ts';
import { unitPrice } from '#shared/analysis/budget/price.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { InsightsRun } from '#shared/model/logs.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, bytes, millis } from '#shared/units/units.ts';
import { failureOf } from '../../failure.ts';
import type { InsightsQuestion } from '../../watcher.ts';
import type { Parts } from './collector.ts';
import { logPlace } from './logPlace.ts';

/** Real time between two looks at a query that runs. */
const PAUSE = SECOND;
/** A finished run can be seen for so long, in real time. */
const KEPT = millis(10 * MINUTE);
/** A query whose results cannot be had so often in a row is given up. */
const MOST_FAILURES = 8;
const PATIENCE = 30_000;

/** Queries of CloudWatch Logs Insights: started, looked at until they are done, stopped. */
export interface Insights {
  start(question: InsightsQuestion): Promise<Output<'logs.insights'>>;
  /** Ends it at the service, which goes on scanning, and charging, until then. */
  stop(id: string): Promise<Output<'logs.insightsStop'>>;
}

export function insights({ connection, services, inventory, time, context, closed }: Parts): Insights {
  const { store, clock, log } = context;
  const runs = new Map<string, InsightsRun>();
  const topicOf = (id: string) => ({ kind: 'insights', connection: connection.id, id }) as const;
  const soon = (): AbortSignal => AbortSignal.any([closed, AbortSignal.timeout(PATIENCE)]);

  const show = (run: InsightsRun): void => {
    runs.set(run.id, run);
    store.put(topicOf(run.id), { state: 'live', value: run, at: time.now() });
  };
  const withResults = (run: InsightsRun, results: QueryResults): InsightsRun => ({
    ...run,
    ...results,
    price: results.scannedBytes * unitPrice('logs', 'StartQuery', context.telemetry().prices),
    error: null,
  });

  const untilDone = async (id: string): Promise<void> => {
    let failures = 0;
    for (;;) {
      await clock.sleep(millis(PAUSE * (1 + failures)), closed);
      const run = runs.get(id);
      if (closed.aborted || run === undefined) return;
      const results = await services.logs.queryResults(id, soon());
      if (closed.aborted) return;
      if (results.ok) {
        failures = 0;
        show(withResults(run, results.value));
        if (results.value.status !== 'running') return;
        continue;
      }
      failures += 1;
      const over = failures >= MOST_FAILURES || results.error.kind === 'not-found' || results.error.kind === 'access-denied';
      show({ ...run, status: over ? 'failed' : 'running', error: results.error });
      if (over) return;
    }
  };

  const follow = async (id: string): Promise<void> => {
    try {
      await untilDone(id);
      await clock.sleep(KEPT, closed);
      runs.delete(id);
      if (!closed.aborted)
        store.forget(({ topic }) => topic.kind === 'insights' && topic.connection === connection.id && topic.id === id);
    } catch (thrown) {
      log(failureOf(thrown));
    }
  };

  return {
    async start({ ref, query, from, to }) {
      const place = logPlace(inventory, ref.id);
      if (!place.ok) return place;
      const started = await services.logs.startQuery({ group: place.value.group, query, from, to }, soon());
      if (!started.ok) return started;
      const none = { columns: [], rows: [], scannedBytes: bytes(0), scannedRecords: 0, matchedRecords: 0 };
      show({ id: started.value, query, from, to, status: 'running', ...none, price: 0, error: null });
      void follow(started.value);
      return ok({ id: started.value });
    },
    async stop(id) {
      if (!runs.has(id)) return failed(UNKNOWN);
      const stopped = await services.logs.stopQuery(id, soon());
      return stopped.ok ? ok({}) : stopped;
    },
  };
}

const UNKNOWN: SourceError = {
  kind: 'not-found',
  source: 'CloudWatch Logs',
  message: 'There is no such query any more.',
  remedy: 'Run it again.',
};
