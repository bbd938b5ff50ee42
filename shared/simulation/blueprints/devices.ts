import type { Blueprint } from '../blueprint.ts';
import {
  customCheckpointing,
  daily,
  forward,
  hash,
  jar,
  keeps,
  megabytes,
  minutes,
  on115,
  on118,
  operator,
  read,
  rebalance,
  seconds,
  sink,
  stream,
  streaming,
  topic,
  tumbling,
  vertex,
} from './parts.ts';

const iotRollup = streaming({
  id: 'iot-rollup-s3',
  description: 'One-minute counts and means of every sensor, written to the data lake',
  parallelism: 6,
  code: jar('iot-rollup-2.3.0.jar', 58),
  sources: [stream('readings', 'sensor-readings', 12, daily(4200, 14, 0.15, 0.04), { recordBytes: 240 })],
  properties: [{ id: 'Sink', values: { path: 's3://lake-iot/rollups', 'rolling.minutes': '15' } }],
  jobs: [
    {
      name: 'IoT rollup',
      vertices: [
        vertex('readings-source', [read('Source: readings', 90), operator('Parse reading', 140)], { source: 'readings' }),
        vertex('minutes', [
          operator('TumblingEventTimeWindows', 330, {
            state: keeps(70, minutes(1), 110),
            window: tumbling(minutes(1), 150),
            selectivity: 0.04,
          }),
          operator('Format', 70),
        ]),
        vertex('lake', [sink('lake: Writer', 1500, { kind: 's3', name: 's3://lake-iot/rollups' }, 0.25)], { parallelism: 3 }),
      ],
      edges: [hash('readings-source', 'minutes', 240), rebalance('minutes', 'lake', 200)],
    },
  ],
});

const fleetTelemetry = streaming({
  id: 'fleet-telemetry-py',
  description: 'PyFlink: lowest battery per vehicle in ten-second windows',
  parallelism: 4,
  code: { contentType: 'ZIPFILE', fileKey: 'fleet-telemetry-py-1.6.zip', size: megabytes(33) },
  sources: [stream('telemetry', 'vehicle-telemetry', 4, daily(820, 16), { recordBytes: 510 })],
  properties: [
    { id: 'kinesis.analytics.flink.run.options', values: { python: 'main.py', jarfile: 'lib/pyflink-dependencies.jar' } },
    { id: 'consumer.config.0', values: { 'input.stream.name': 'vehicle-telemetry', 'scan.stream.initpos': 'LATEST' } },
  ],
  jobs: [
    {
      name: 'insert-into_default_catalog.default_database.lowest_battery',
      vertices: [
        vertex('telemetry-source', [read('Source: telemetry[1]', 260), operator('WatermarkAssigner[2]', 40)], {
          source: 'telemetry',
          legacySource: true,
        }),
        vertex('python', [
          operator('PythonCalc[3]', 1350, { cpu: 0.75 }),
          operator('LocalWindowAggregate[4]', 160, { selectivity: 0.3 }),
        ]),
        vertex('windows', [
          operator('GlobalWindowAggregate[6]', 420, {
            state: keeps(90, seconds(20), 90),
            window: tumbling(seconds(10), 300),
            selectivity: 0.5,
          }),
          operator('Calc[7]', 60),
          sink('lowest_battery[8]: Writer', 1300, { kind: 'kinesis', name: 'lowest-battery' }),
        ]),
      ],
      edges: [forward('telemetry-source', 'python', 510), hash('python', 'windows', 180)],
    },
  ],
});

const addressLookup = streaming({
  id: 'address-lookup',
  description: 'Adds the address to each delivery event by asynchronous calls; more slots to a unit because it mostly waits',
  parallelism: 12,
  parallelismPerKpu: 4,
  code: jar('address-lookup-2.2.2.jar', 49),
  sources: [stream('deliveries', 'delivery-events', 12, daily(1700, 12))],
  properties: [{ id: 'OperatorProperties', values: { capacity: '100', 'timeout.ms': '5000' } }],
  jobs: [
    {
      name: 'Address lookup',
      vertices: [
        vertex('deliveries-source', [read('Source: Custom Source', 260)], { source: 'deliveries', legacySource: true }),
        vertex('lookup', [
          operator('async wait operator', 2300, { cpu: 0.06 }),
          operator('Map', 80),
          sink('Sink: Writer', 420, { kind: 'kinesis', name: 'delivery-addresses' }, 0.2),
        ]),
      ],
      edges: [forward('deliveries-source', 'lookup', 420)],
    },
  ],
});

const deviceSessions = streaming({
  id: 'device-sessions',
  description: 'Sessions of devices in event time over sixteen shards',
  ...on118,
  parallelism: 8,
  parallelismPerKpu: 2,
  checkpointing: customCheckpointing(120, 30),
  code: jar('device-sessions-1.4.0.jar', 52),
  sources: [stream('events', 'device-events', 16, daily(2300, 21))],
  jobs: [
    {
      name: 'Device sessions',
      vertices: [
        vertex(
          'events-source',
          [read('Source: Custom Source', 130), operator('Timestamps/Watermarks', 25), operator('Map', 140)],
          { source: 'events', legacySource: true },
        ),
        vertex('sessions', [operator('EventTimeSessionWindows', 640, { state: keeps(210, minutes(10), 190), selectivity: 0.1 })]),
        vertex('sessions-sink', [sink('Sink: Writer', 1800, { kind: 'jdbc', name: 'devices.session' }, 0.15)], {
          parallelism: 2,
        }),
      ],
      edges: [hash('events-source', 'sessions', 420), rebalance('sessions', 'sessions-sink', 380)],
    },
  ],
});

const tickerCounts = streaming({
  id: 'ticker-counts',
  description: 'Trades per symbol in five-second windows',
  ...on115,
  parallelism: 4,
  metricsLevel: 'OPERATOR',
  code: jar('ticker-counts-1.0.9.jar', 36),
  sources: [stream('trades', 'trades', 4, daily(1600, 17, 0.35), { recordBytes: 110 })],
  jobs: [
    {
      name: 'Flink Streaming Job',
      vertices: [
        vertex('trades-source', [read('Source: Custom Source', 110), operator('Flat Map', 150)], {
          source: 'trades',
          legacySource: true,
        }),
        vertex('count', [
          operator('TumblingProcessingTimeWindows', 560, { state: keeps(28, seconds(5), 40), selectivity: 0.02 }),
          operator('Map', 40),
          sink('Sink: Writer', 700, { kind: 'kinesis', name: 'trade-counts' }),
        ]),
      ],
      edges: [hash('trades-source', 'count', 110)],
    },
  ],
});

const streamCopy = streaming({
  id: 'stream-copy',
  description: 'Passes one stream on to another',
  parallelism: 1,
  metricsLevel: 'APPLICATION',
  code: jar('stream-copy-1.0.jar', 31),
  sources: [stream('input', 'partner-feed', 1, daily(210, 11))],
  properties: [
    { id: 'ConsumerConfigProperties', values: { 'input.stream.name': 'partner-feed', 'flink.stream.initpos': 'LATEST' } },
  ],
  jobs: [
    {
      name: 'Flink Streaming Job',
      vertices: [
        vertex('input', [read('Source: Custom Source', 500)], { source: 'input', legacySource: true }),
        vertex('output', [sink('Sink: Writer', 1600, { kind: 'kinesis', name: 'partner-feed-copy' })]),
      ],
      edges: [forward('input', 'output', 420)],
    },
  ],
});

/** A notebook: a job for each running paragraph, results on the page. */
const stockNotebook: Blueprint = {
  ...streaming({
    id: 'stock-notebook',
    description: 'Ad-hoc queries over the trades stream',
    parallelism: 4,
    code: { contentType: 'PLAINTEXT', fileKey: '', size: megabytes(0) },
    sources: [
      stream('stock', 'trades-sample', 1, daily(60, 17), { recordBytes: 110 }),
      topic('quotes', 'quotes', 4, daily(240, 17), { recordBytes: 140 }),
    ],
    jobs: [
      {
        name: 'Zeppelin_Flink_Paragraph_select_stock',
        vertices: [
          vertex('stock-source', [read('Source: stock[1]', 900)], { source: 'stock', parallelism: 1 }),
          vertex('stock-result', [sink('Sink: notebook collector', 1300, { kind: 'discard', name: 'paragraph' })], {
            parallelism: 1,
          }),
        ],
        edges: [forward('stock-source', 'stock-result', 110)],
      },
      {
        name: 'Zeppelin_Flink_Paragraph_max_quote',
        vertices: [
          vertex('quotes-source', [read('Source: quotes[1]', 600)], { source: 'quotes' }),
          vertex('quotes-windows', [
            operator('GroupWindowAggregate[3]', 1900, { cpu: 0.4, state: keeps(60, seconds(10), 60), selectivity: 0.1 }),
            operator('Calc[4]', 60),
            sink('Sink: notebook collector', 900, { kind: 'discard', name: 'paragraph' }),
          ]),
        ],
        edges: [hash('quotes-source', 'quotes-windows', 140)],
      },
    ],
  }),
  runtimeEnvironment: 'ZEPPELIN-FLINK-3_0',
  mode: 'INTERACTIVE',
  parallelismPerKpu: 4,
  autoScaling: false,
  snapshotsEnabled: false,
  metricsLevel: 'APPLICATION',
  checkpointing: { type: 'CUSTOM', enabled: false, interval: seconds(60), minPause: seconds(5) },
};

export const devices: readonly Blueprint[] = [
  iotRollup,
  fleetTelemetry,
  addressLookup,
  deviceSessions,
  tickerCounts,
  streamCopy,
  stockNotebook,
];
