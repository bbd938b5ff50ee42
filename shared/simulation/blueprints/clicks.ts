import type { Blueprint } from '../blueprint.ts';
import {
  daily,
  forward,
  hash,
  hours,
  jar,
  keeps,
  megabytes,
  minutes,
  on118,
  operator,
  read,
  rebalance,
  sink,
  stream,
  streaming,
  topic,
  vertex,
  zipf,
} from './parts.ts';

const clickstreamSessions = streaming({
  id: 'clickstream-sessions',
  description: 'Groups page views into sessions of a visitor with a gap of five minutes',
  parallelism: 8,
  autoScaling: false,
  metricsLevel: 'PARALLELISM',
  code: jar('clickstream-sessions-5.1.0.jar', 83),
  sources: [stream('clicks', 'clickstream', 8, daily(3600, 20, 0.3))],
  properties: [
    {
      id: 'ConsumerConfigProperties',
      values: { 'input.stream.name': 'clickstream', 'flink.stream.initpos': 'LATEST', 'aws.region': 'us-east-1' },
    },
    { id: 'ProducerConfigProperties', values: { 'output.stream.name': 'clickstream-sessions', 'aws.region': 'us-east-1' } },
  ],
  jobs: [
    {
      name: 'Clickstream sessions',
      vertices: [
        vertex('clicks-source', [read('Source: clicks', 120), operator('Parse click', 180)], { source: 'clicks' }),
        vertex('sessions', [
          operator('Session per visitor', 660, { state: keeps(260, minutes(25), 240), selectivity: 0.12 }),
          operator('Summary', 150),
        ]),
        vertex('sessions-sink', [sink('sessions: Writer', 1500, { kind: 'kinesis', name: 'clickstream-sessions' })], {
          parallelism: 4,
        }),
      ],
      edges: [hash('clicks-source', 'sessions', 420, zipf(0.06)), rebalance('sessions', 'sessions-sink', 610)],
    },
  ],
});

/** The filesystem sink of a table ends in a vertex of parallelism 1. */
const productViews = streaming({
  id: 'product-views-sql',
  description: 'Filters product views and partitions them by hour in the data lake',
  parallelism: 4,
  metricsLevel: 'APPLICATION',
  code: jar('product-views-2.0.0.jar', 41),
  vpc: true,
  sources: [topic('views', 'product.views', 8, daily(2100, 20))],
  properties: [
    { id: 'FlinkApplicationProperties', values: { 'kafka-topic': 'product.views', s3Path: 's3a://lake-raw/product_views' } },
  ],
  jobs: [
    {
      name: 'insert-into_default_catalog.default_database.product_views',
      vertices: [
        vertex(
          'views-source',
          [
            read('Source: views[1]', 150),
            operator('Calc[2]', 120, { selectivity: 0.7 }),
            operator('StreamingFileWriter', 640, { cpu: 0.45, selectivity: 0.0004, state: keeps(3, minutes(5), 2) }),
          ],
          { source: 'views' },
        ),
        vertex(
          'commit',
          [
            operator('PartitionCommitter', 4000, { cpu: 0.2 }),
            sink('Sink: end', 20, { kind: 's3', name: 's3a://lake-raw/product_views' }),
          ],
          { parallelism: 1 },
        ),
      ],
      edges: [rebalance('views-source', 'commit', 300)],
    },
  ],
});

/** SourceFunction connectors: no busy time at the source, and an asynchronous sink that cannot be chained to it. */
const auditFirehose = streaming({
  id: 'audit-firehose',
  description: 'Delivers audit events to the archive',
  ...on118,
  parallelism: 2,
  metricsLevel: 'APPLICATION',
  logLevel: 'WARN',
  code: jar('audit-firehose-1.1.3.jar', 38),
  sources: [stream('audit', 'audit-events', 2, daily(640, 14), { recordBytes: 900 })],
  jobs: [
    {
      name: 'Flink Streaming Job',
      vertices: [
        vertex('audit-source', [read('Source: Custom Source', 420)], { source: 'audit', legacySource: true }),
        vertex('archive', [sink('Sink: Writer', 1050, { kind: 'firehose', name: 'audit-archive' })]),
      ],
      edges: [forward('audit-source', 'archive', 900)],
    },
  ],
});

const searchTerms = streaming({
  id: 'search-terms',
  description: 'Counts what customers search for, by term and hour',
  ...on118,
  parallelism: 4,
  code: jar('search-terms-0.9.7.jar', 47),
  // Scaled up for the evening, as its owner does every day.
  sources: [
    stream('searches', 'search-events', 4, daily(1150, 19), {
      reshards: [
        { hour: 16, partitions: 8 },
        { hour: 23, partitions: 4 },
      ],
    }),
  ],
  customMetrics: [
    {
      name: 'NumberOfTerms',
      kind: 'counter',
      vertex: 'searches-source',
      dimensions: { Service: 'SearchTerms', Program: 'Tokenizer' },
      scale: 2.6,
    },
    { name: 'DistinctTerms', kind: 'gauge', vertex: 'count', dimensions: { Service: 'SearchTerms' }, scale: 48_000 },
  ],
  jobs: [
    {
      name: 'Search terms',
      vertices: [
        vertex('searches-source', [read('Source: Custom Source', 170), operator('Flat Map', 260, { selectivity: 2.6 })], {
          source: 'searches',
          legacySource: true,
        }),
        vertex('count', [
          operator('Keyed Aggregation', 260, { state: keeps(34, hours(18), 90), selectivity: 0.2 }),
          operator('Map', 60),
          sink('Sink: Writer', 380, { kind: 'kinesis', name: 'search-term-counts' }),
        ]),
      ],
      edges: [hash('searches-source', 'count', 90, zipf(0.12))],
    },
  ],
});

/** The largest: its parallelism is the most that the PARALLELISM metrics level would be advised for. */
const recommendationFeatures = streaming({
  id: 'recommendation-features',
  description: 'Maintains the features that recommendations are computed from, per visitor and per article',
  parallelism: 64,
  parallelismPerKpu: 4,
  code: { contentType: 'ZIPFILE', fileKey: 'recommendation-features-7.4.0.jar', size: megabytes(204) },
  vpc: true,
  sources: [topic('events', 'behaviour.events', 128, daily(38_000, 20, 0.3), { recordBytes: 340 })],
  properties: [{ id: 'Features', values: { 'visitor.ttl.hours': '12', 'article.ttl.hours': '12' } }],
  jobs: [
    {
      name: 'Recommendation features',
      vertices: [
        vertex('events-source', [read('Source: events', 50), operator('Parse event', 70)], { source: 'events' }),
        vertex('visitors', [operator('Features per visitor', 330, { cpu: 0.19, state: keeps(9, hours(12), 110) })]),
        vertex('articles', [
          operator('Features per article', 180, { cpu: 0.19, state: keeps(4, hours(12), 80), selectivity: 0.15 }),
          sink('features: Writer', 900, { kind: 'opensearch', name: 'recommendation-features' }, 0.15),
        ]),
      ],
      edges: [hash('events-source', 'visitors', 340, zipf(0.03)), hash('visitors', 'articles', 260, zipf(0.03))],
    },
  ],
});

const adsImpressions = streaming({
  id: 'ads-impressions-beam',
  description: 'Beam pipeline that cleans ad impressions',
  ...on118,
  parallelism: 4,
  metricsLevel: 'APPLICATION',
  code: jar('ads-impressions-beam-2.6.1.jar', 143),
  sources: [
    stream('impressions', 'ad-impressions', 4, {
      ...daily(900, 20),
      // A campaign goes out.
      episodes: [{ kind: 'spike', every: hours(3), lasts: minutes(12), times: 1.15 }],
    }),
  ],
  properties: [
    {
      id: 'BeamApplicationProperties',
      values: { InputStreamName: 'ad-impressions', OutputStreamName: 'ad-impressions-clean', AwsRegion: 'us-east-1' },
    },
  ],
  jobs: [
    {
      name: 'ads-impressions-flink-1107',
      vertices: [
        vertex(
          'pipeline',
          [
            read('Source: Impressions/Read(KinesisSource)', 340),
            operator('Flat Map', 60),
            operator('Clean/ParMultiDo(Clean)', 520, { selectivity: 0.93 }),
            sink('Write/ParDo(KinesisWriter)', 900, { kind: 'kinesis', name: 'ad-impressions-clean' }),
          ],
          { source: 'impressions', legacySource: true },
        ),
      ],
      edges: [],
    },
  ],
});

export const clicks: readonly Blueprint[] = [
  clickstreamSessions,
  productViews,
  auditFirehose,
  searchTerms,
  recommendationFeatures,
  adsImpressions,
];
