import type { Blueprint } from '../blueprint.ts';
import {
  daily,
  forward,
  hash,
  hours,
  jar,
  keeps,
  on22,
  operator,
  read,
  rebalance,
  sink,
  stream,
  streaming,
  vertex,
  zipf,
} from './parts.ts';

/** On the newest runtime: Flink 2 has no SourceFunction any more, and names its restarts otherwise. */
const loyaltyPoints = streaming({
  id: 'loyalty-points',
  description: 'Books points for purchases and tells members of the level that they reach',
  ...on22,
  parallelism: 6,
  code: jar('loyalty-points-1.0.2.jar', 71),
  sources: [stream('purchases', 'loyalty-purchases', 8, daily(1700, 18), { recordBytes: 460 })],
  properties: [
    { id: 'Purchases', values: { 'stream.name': 'loyalty-purchases', 'reader.type': 'POLLING', 'init.position': 'LATEST' } },
    { id: 'Points', values: { 'points.per.unit': '2', levels: 'silver,gold,platinum' } },
  ],
  jobs: [
    {
      name: 'Loyalty points',
      vertices: [
        vertex('purchases-source', [read('Source: purchases', 140), operator('Parse purchase', 190)], { source: 'purchases' }),
        vertex('points', [
          operator('Points per member', 1150, { cpu: 0.6, state: keeps(48, hours(10), 220) }),
          operator('Level reached', 60, { selectivity: 0.35 }),
        ]),
        vertex('bookings', [sink('bookings: Writer', 950, { kind: 'kinesis', name: 'loyalty-bookings' })], { parallelism: 3 }),
        vertex('levels', [operator('Format', 120), sink('levels: Writer', 800, { kind: 'firehose', name: 'loyalty-levels' })]),
      ],
      edges: [
        hash('purchases-source', 'points', 460, zipf(0.05)),
        rebalance('points', 'bookings', 240, 0.9),
        forward('points', 'levels', 210, 0.1),
      ],
    },
  ],
});

export const loyalty: readonly Blueprint[] = [loyaltyPoints];
