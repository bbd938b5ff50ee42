import type { CollectorView } from '#shared/model/collector.ts';
import type { ConnectionView } from '#shared/model/connection.ts';

export interface CollectorRow extends CollectorView {
  readonly key: string;
  /** Of the connection. */
  readonly connectionName: string;
}

const RANK: Readonly<Record<CollectorView['state'], number>> = { failing: 0, waiting: 1, good: 2 };

/** Those that fail first, the longest without a good answer before the others; the rest by connection and place, as the engine orders them. */
export function collectorRows(collectors: readonly CollectorView[], views: readonly ConnectionView[]): CollectorRow[] {
  const names = new Map(views.map(({ connection }) => [connection.id, connection.name]));
  return collectors
    .map((each, i) => ({
      ...each,
      // Two jobs of a cluster can have the same name.
      key: `${each.connection}|${each.place}|${each.name}|${i}`,
      connectionName: names.get(each.connection) ?? each.connection,
    }))
    .sort(
      (a, b) =>
        RANK[a.state] - RANK[b.state] ||
        (a.state === 'failing' ? (a.lastGood ?? 0) - (b.lastGood ?? 0) : 0) ||
        a.connectionName.localeCompare(b.connectionName) ||
        a.place.localeCompare(b.place),
    );
}

/** Every word is found somewhere in what the row says. */
export function matches({ name, place, connectionName, error, state }: CollectorRow, text: string): boolean {
  const said = [name, place, connectionName, state, error?.source, error?.message, error?.remedy].join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}
