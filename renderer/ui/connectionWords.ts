import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Connection, ConnectionKind, ConnectionView } from '#shared/model/connection.ts';

export const stateWords = {
  off: 'not watched',
  connecting: 'connecting',
  live: 'live',
  degraded: 'answers in part',
  down: 'does not answer',
} as const satisfies Record<ConnectionView['state'], string>;

export const stateIndicators = {
  off: 'stopped',
  connecting: 'in-progress',
  live: 'success',
  degraded: 'warning',
  down: 'error',
} as const satisfies Record<ConnectionView['state'], StatusIndicatorProps.Type>;

export const kindWords = {
  simulator: 'Simulator',
  aws: 'AWS',
  flink: 'Flink cluster',
} as const satisfies Record<ConnectionKind, string>;

/** What a connection leads to, in a line. */
export function targetWords(connection: Connection): string {
  switch (connection.kind) {
    case 'simulator':
      return connection.address === null
        ? `Scenario ${connection.scenario}, seed ${connection.seed}, ${connection.speed} times real time`
        : `The simulator that runs at ${new URL(connection.address).host}`;
    case 'aws':
      return [
        connection.region,
        connection.profile === null ? 'default credentials' : `profile ${connection.profile}`,
        connection.role === undefined ? null : `role ${connection.role.arn.split('/').at(-1) ?? ''}`,
        connection.endpoint,
        connection.endpoints === undefined ? null : 'endpoints of its own',
      ]
        .filter((part) => part !== null)
        .join(', ');
    case 'flink':
      return connection.url;
  }
}
