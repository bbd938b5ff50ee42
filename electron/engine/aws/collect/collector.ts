import type { AwsServices } from '../../../clients/aws/awsServices.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Attention } from '../../attention.ts';
import type { ConnectionMonitor } from '../../connectionMonitor.ts';
import type { SourceClock } from '../../sourceClock.ts';
import type { WatcherContext } from '../../watcher.ts';
import type { Inventory } from '../inventory.ts';
import type { CollectorLoops } from './collectorLoops.ts';

/** What every collector of a region has in hand. */
export interface Parts {
  readonly connection: { readonly id: string; readonly name: string; readonly region: string };
  readonly services: AwsServices;
  readonly time: SourceClock;
  readonly context: WatcherContext;
  /** Who looks at what. */
  readonly looks: Attention;
  /** Is this application in an incident? Without one: is any? */
  readonly incident: (arn?: string) => boolean;
  readonly loops: CollectorLoops;
  readonly monitor: ConnectionMonitor;
  readonly inventory: Inventory;
  /** Something is known that was not before: rows are made anew. */
  readonly publish: () => void;
  /** Aborted when the watch ends. */
  readonly closed: AbortSignal;
}

/** One thing that is collected. */
export interface Collector {
  /** Starts and stops its loops until they are those that the list of applications and the viewers ask for. */
  settle(): void;
  /** Viewers look at what they did not look at before. */
  attended?(added: readonly Topic[]): void;
}

export const refIn = ({ connection }: Pick<Parts, 'connection'>, arn: string): ApplicationRef => ({
  connection: connection.id,
  id: arn,
});
