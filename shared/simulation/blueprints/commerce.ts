import type { Blueprint } from '../blueprint.ts';
import {
  broadcast,
  customCheckpointing,
  daily,
  forward,
  hash,
  hours,
  jar,
  keeps,
  minutes,
  operator,
  read,
  rebalance,
  sink,
  streaming,
  topic,
  vertex,
  zipf,
} from './parts.ts';

/** Orders meet their customers and prices on the way to the warehouse: two sources, a join, asynchronous lookups, two sinks. */
const ordersEnrichment = streaming({
  id: 'orders-enrichment',
  description: 'Joins orders with customers, looks prices up and hands the result to the warehouse',
  parallelism: 8,
  code: jar('orders-enrichment-4.2.1.jar', 78),
  vpc: true,
  sources: [
    topic('orders', 'orders.v2', 16, daily(2400, 19)),
    topic('customers', 'customers.changes', 8, daily(260, 15), { recordBytes: 620 }),
  ],
  properties: [
    {
      id: 'Source',
      values: { 'bootstrap.servers': 'b-1.commerce.kafka:9098,b-2.commerce.kafka:9098', 'orders.topic': 'orders.v2' },
    },
    { id: 'Lookup', values: { endpoint: 'https://prices.internal/v1', 'max.in.flight': '200', 'timeout.ms': '2000' } },
  ],
  jobs: [
    {
      name: 'Orders enrichment',
      vertices: [
        vertex('orders-source', [read('Source: orders', 110), operator('Parse order', 190)], { source: 'orders' }),
        vertex('customers-source', [read('Source: customers', 140), operator('Parse customer', 260)], {
          source: 'customers',
          parallelism: 2,
        }),
        vertex('join', [operator('Join customers', 640, { state: keeps(70, hours(6), 420), selectivity: 0.9 })]),
        vertex('prices', [operator('Look up prices', 1050, { cpu: 0.12 }), operator('Total', 90)]),
        vertex(
          'warehouse',
          [
            sink('warehouse: Writer', 470, { kind: 'kafka', name: 'orders.enriched' }),
            operator('warehouse: Committer', 2, { cpu: 0.3 }),
          ],
          { parallelism: 4 },
        ),
        vertex('rejected', [sink('rejected: Writer', 300, { kind: 's3', name: 's3://commerce-rejected/orders' })], {
          parallelism: 1,
        }),
      ],
      edges: [
        hash('orders-source', 'join', 380, zipf(0.1), 0.985),
        hash('customers-source', 'join', 620, zipf(0.1)),
        rebalance('orders-source', 'rejected', 400, 0.015),
        forward('join', 'prices', 940),
        rebalance('prices', 'warehouse', 980),
      ],
    },
  ],
});

const fraudScores = streaming({
  id: 'fraud-scores',
  description: 'Scores every card payment against rules that change while it runs',
  parallelism: 16,
  parallelismPerKpu: 2,
  autoScaling: false,
  metricsLevel: 'OPERATOR',
  checkpointing: customCheckpointing(30, 10),
  code: jar('fraud-scores-2.9.0.jar', 112),
  vpc: true,
  sources: [
    topic('payments', 'payments.authorised', 32, daily(7200, 18), { recordBytes: 510 }),
    topic('rules', 'fraud.rules', 1, daily(0.6, 12, 0.1), { recordBytes: 2400 }),
  ],
  properties: [{ id: 'Rules', values: { topic: 'fraud.rules', 'default.threshold': '0.82' } }],
  jobs: [
    {
      name: 'Fraud scores',
      vertices: [
        vertex('payments-source', [read('Source: payments', 70), operator('Parse payment', 130)], { source: 'payments' }),
        vertex('rules-source', [read('Source: rules', 900)], { source: 'rules', parallelism: 1 }),
        vertex('score', [
          operator('Profile per card', 200, { state: keeps(9, hours(24), 260) }),
          operator('Score', 210, { cpu: 0.85, selectivity: 0.06 }),
        ]),
        vertex('alerts', [sink('alerts: Writer', 900, { kind: 'kafka', name: 'fraud.alerts' })], { parallelism: 4 }),
      ],
      edges: [
        hash('payments-source', 'score', 510, zipf(0.08)),
        broadcast('rules-source', 'score', 2400),
        rebalance('score', 'alerts', 700),
      ],
    },
  ],
});

/** One vertex: everything is chained. */
const paymentsReplication = streaming({
  id: 'payments-replication',
  description: 'Copies the payments topic to the analytics cluster',
  parallelism: 4,
  metricsLevel: 'APPLICATION',
  code: jar('topic-replication-1.3.0.jar', 54),
  vpc: true,
  sources: [topic('payments', 'payments.settled', 12, daily(1900, 17))],
  properties: [
    { id: 'KafkaSource', values: { topic: 'payments.settled', 'security.protocol': 'SSL' } },
    { id: 'KafkaSink', values: { topic: 'payments.settled.copy', 'transaction.timeout.ms': '900000' } },
  ],
  jobs: [
    {
      name: 'Topic replication',
      vertices: [
        vertex(
          'copy',
          [
            read('Source: Kafka Source', 260),
            sink('Sink: Writer', 520, { kind: 'kafka', name: 'payments.settled.copy' }),
            operator('Sink: Committer', 2, { cpu: 0.3 }),
          ],
          { source: 'payments' },
        ),
      ],
      edges: [],
    },
  ],
});

const inventoryLevels = streaming({
  id: 'inventory-levels',
  description: 'Keeps the level of every article in every warehouse; few partitions, so the work is spread behind the source',
  parallelism: 8,
  parallelismPerKpu: 2,
  code: jar('inventory-levels-3.0.4.jar', 61),
  sources: [topic('movements', 'inventory.movements', 2, daily(1500, 13), { recordBytes: 300 })],
  jobs: [
    {
      name: 'Inventory levels',
      vertices: [
        vertex('movements-source', [read('Source: movements', 240, { cpu: 0.35 })], { source: 'movements', parallelism: 2 }),
        vertex('deserialize', [operator('Deserialize', 640, { cpu: 0.6 })]),
        vertex('levels', [
          operator('Level per article', 420, { cpu: 0.6, state: keeps(30, hours(12), 160) }),
          operator('Changed', 40, { selectivity: 0.55 }),
        ]),
        vertex('levels-sink', [sink('levels: Writer', 700, { kind: 'opensearch', name: 'inventory-levels' })], {
          parallelism: 4,
        }),
      ],
      edges: [
        rebalance('movements-source', 'deserialize', 300),
        hash('deserialize', 'levels', 340),
        rebalance('levels', 'levels-sink', 260),
      ],
    },
  ],
});

const cartAbandonment = streaming({
  id: 'cart-abandonment',
  description: 'Finds carts that nobody touched for twenty minutes and tells the campaign service',
  parallelism: 6,
  code: jar('cart-abandonment-1.8.2.jar', 66),
  sources: [topic('carts', 'carts.events', 12, daily(1300, 20, 0.3))],
  jobs: [
    {
      name: 'Cart abandonment',
      vertices: [
        vertex('carts-source', [read('Source: carts', 160), operator('Parse', 210)], { source: 'carts' }),
        vertex('idle', [operator('Idle carts', 1400, { state: keeps(540, minutes(20), 300), selectivity: 0.08 })]),
        vertex('campaigns', [sink('campaigns: Writer', 2600, { kind: 'jdbc', name: 'campaigns.cart_reminder' }, 0.1)], {
          parallelism: 2,
        }),
      ],
      edges: [hash('carts-source', 'idle', 380), rebalance('idle', 'campaigns', 420)],
    },
  ],
});

export const commerce: readonly Blueprint[] = [
  ordersEnrichment,
  fraudScores,
  paymentsReplication,
  inventoryLevels,
  cartAbandonment,
];
