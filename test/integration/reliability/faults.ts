import type { NetworkFault } from '#shared/simulation/control.ts';
import type { SourceErrorKind } from '#shared/model/sourceError.ts';

/** What can go wrong between us and a source, and what the app is to make of it. */
export interface Disturbance {
  readonly kind: NetworkFault['kind'];
  /** In the documentation. */
  readonly title: string;
  /** One of these is shown; empty: nothing is to be shown, because nothing is lost. */
  readonly shown: readonly SourceErrorKind[];
  /** Sources from which nothing is lost, and others for whose answers figures are essential. */
  readonly orNothing?: true;
}

export const disturbances: readonly Disturbance[] = [
  { kind: 'timeout', title: 'no answer', shown: ['timeout'] },
  { kind: 'refused', title: 'connection reset', shown: ['unreachable'] },
  { kind: 'slow-drip', title: 'slow drip', shown: ['timeout'] },
  { kind: 'throttling', title: '429, ThrottlingException', shown: ['throttled'] },
  { kind: 'server-error', title: '500, 502', shown: ['server-error', 'unreachable'] },
  { kind: 'truncated', title: 'body broken off', shown: ['bad-response', 'unreachable'] },
  { kind: 'empty', title: 'empty body', shown: ['bad-response'] },
  { kind: 'garbage', title: "somebody else's page", shown: ['bad-response'] },
  { kind: 'wrong-json', title: 'JSON of something else', shown: ['bad-response'] },
  { kind: 'wrong-types', title: 'fields of wrong types', shown: ['bad-response'] },
  { kind: 'expired-credentials', title: 'credentials expired', shown: ['credentials-expired', 'access-denied'] },
  { kind: 'access-denied', title: 'permission removed', shown: ['access-denied'] },
  // Figures that are none are drawn as gaps; an answer whose counts and times are none is no answer.
  { kind: 'not-numbers', title: 'every figure NaN', shown: ['bad-response'], orNothing: true },
  // The SDK learns the service's time from its answers and signs by it.
  { kind: 'clock-ahead', title: 'clock 10 min ahead', shown: [] },
  { kind: 'clock-behind', title: 'clock 10 min behind', shown: [] },
];
