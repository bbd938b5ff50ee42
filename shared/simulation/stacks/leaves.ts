import type { Frame } from './frames.ts';
import type { OperatorProfile } from './profile.ts';

export type ThreadState = 'RUNNABLE' | 'WAITING' | 'TIMED_WAITING' | 'BLOCKED';

/** Where a stack ends, seen from the operator's own code. */
export interface Leaf {
  readonly frames: readonly Frame[];
  readonly state: ThreadState;
  /** Share of the activity. */
  readonly part: number;
  /** What the thread waits for, when it does. */
  readonly on: string | null;
}

const running = (part: number, ...frames: Frame[]): Leaf => ({ frames, state: 'RUNNABLE', part, on: null });
const CONDITION = 'java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject';

const park = 'java.util.concurrent.locks.LockSupport.park:341';
const unsafe = 'jdk.internal.misc.Unsafe.park:-2';
const future: readonly Frame[] = [
  'java.util.concurrent.CompletableFuture.get:2072',
  'java.util.concurrent.CompletableFuture.waitingGet:1898',
  'java.util.concurrent.ForkJoinPool.managedBlock:3436',
  'java.util.concurrent.ForkJoinPool.unmanagedBlock:3465',
  'java.util.concurrent.CompletableFuture$Signaller.block:1864',
  'java.util.concurrent.locks.LockSupport.park:211',
  unsafe,
];
const waiting = (on: string, part: number, frames: readonly Frame[], state: ThreadState = 'WAITING'): Leaf => ({
  frames,
  state,
  part,
  on,
});
const SIGNALLER = 'java.util.concurrent.CompletableFuture$Signaller';

/** The mailbox while a writer waits for its requests: other mail is handled meanwhile. */
const yielding: readonly Frame[] = [
  'org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl.yield:86',
  'org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl.take:149',
  'java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await:1764',
  'java.util.concurrent.locks.LockSupport.parkNanos:252',
  unsafe,
];

const asyncSink = 'org.apache.flink.connector.base.sink.writer.AsyncSinkWriter';
const asyncWriter: readonly Leaf[] = [
  waiting(CONDITION, 1, [`${asyncSink}.write:377`, `${asyncSink}.flush:456`, ...yielding], 'TIMED_WAITING'),
];

/** Waiting for what is written to. */
const targets: Readonly<Record<Exclude<OperatorProfile['partner'], null>, readonly Leaf[]>> = {
  kinesis: asyncWriter,
  firehose: asyncWriter,
  kafka: [
    waiting(
      CONDITION,
      1,
      [
        'org.apache.flink.connector.kafka.sink.KafkaWriter.write:203',
        'org.apache.kafka.clients.producer.KafkaProducer.send:978',
        'org.apache.kafka.clients.producer.KafkaProducer.doSend:1105',
        'org.apache.kafka.clients.producer.internals.RecordAccumulator.append:311',
        'org.apache.kafka.clients.producer.internals.BufferPool.allocate:139',
        'java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await:1764',
        'java.util.concurrent.locks.LockSupport.parkNanos:252',
        unsafe,
      ],
      'TIMED_WAITING',
    ),
  ],
  s3: [
    waiting(SIGNALLER, 1, [
      'org.apache.flink.connector.file.sink.writer.FileWriter.write:199',
      'org.apache.flink.connector.file.sink.writer.FileWriterBucket.write:198',
      'org.apache.flink.fs.s3.common.writer.S3RecoverableFsDataOutputStream.uploadCurrentAndOpenNewPart:173',
      'org.apache.flink.fs.s3.common.writer.RecoverableMultiPartUploadImpl.uploadPart:108',
      ...future,
    ]),
  ],
  opensearch: [
    waiting(
      CONDITION,
      1,
      ['org.apache.flink.connector.opensearch.sink.OpensearchWriter.write:135', ...yielding],
      'TIMED_WAITING',
    ),
  ],
  jdbc: [
    // Reading from a socket is a native call: to the JVM the thread runs.
    running(
      0.7,
      'org.apache.flink.connector.jdbc.internal.JdbcOutputFormat.flush:216',
      'org.postgresql.jdbc.PgStatement.executeBatch:893',
      'org.postgresql.core.v3.QueryExecutorImpl.processResults:2323',
      'org.postgresql.core.VisibleBufferedInputStream.readMore:162',
      'sun.nio.ch.NioSocketImpl.read:346',
      'sun.nio.ch.Net.poll:-2',
    ),
    waiting(
      'java.util.concurrent.SynchronousQueue$TransferQueue',
      0.3,
      [
        'org.apache.flink.connector.jdbc.internal.JdbcOutputFormat.flush:205',
        'com.zaxxer.hikari.pool.HikariPool.getConnection:181',
        'com.zaxxer.hikari.util.ConcurrentBag.borrow:151',
        'java.util.concurrent.SynchronousQueue.poll:903',
        'java.util.concurrent.locks.LockSupport.parkNanos:252',
        unsafe,
      ],
      'TIMED_WAITING',
    ),
  ],
  discard: [running(1, 'org.apache.zeppelin.flink.sql.AbstractStreamSqlJob$ResultRetrievalThread.process:263')],
};

/** A request to another service, waited for: the function's code blocks its task. */
const request: readonly Leaf[] = [
  waiting(SIGNALLER, 1, [
    'jdk.internal.net.http.HttpClientFacade.send:123',
    'jdk.internal.net.http.HttpClientImpl.send:553',
    ...future,
  ]),
];

const asyncWait: readonly Leaf[] = [
  waiting(
    CONDITION,
    1,
    ['org.apache.flink.streaming.api.operators.async.AsyncWaitOperator.addToWorkQueue:307', ...yielding],
    'TIMED_WAITING',
  ),
];

const python: readonly Leaf[] = [
  waiting(SIGNALLER, 1, [
    'org.apache.flink.streaming.api.runners.python.beam.BeamPythonFunctionRunner.finishBundle:422',
    'org.apache.beam.runners.fnexecution.control.SdkHarnessClient$BundleProcessor$ActiveBundle.close:504',
    ...future,
  ]),
];

/** The fetchers' queue is handed over under a lock. */
const sourceQueue: readonly Leaf[] = [
  waiting('java.util.concurrent.locks.ReentrantLock$NonfairSync', 1, [
    'org.apache.flink.connector.base.source.reader.SourceReaderBase.getNextFetch:213',
    'org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue.poll:263',
    'java.util.concurrent.locks.ReentrantLock.lock:322',
    'java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire:715',
    park,
    unsafe,
  ]),
];

/** What an operator waits in. One that computes more than it waits calls nobody: it only shares its core. */
export function waitsOf(operator: OperatorProfile): readonly Leaf[] | null {
  if (operator.kind === 'source') return sourceQueue;
  if (operator.partner !== null) return targets[operator.partner];
  if (operator.name.startsWith('async wait operator')) return asyncWait;
  if (operator.name.startsWith('Python')) return python;
  return operator.shares.wait > operator.shares.code ? request : null;
}

const jackson = 'com.fasterxml.jackson.databind';

/** Computing: parsing in a source, the function's own lines elsewhere. */
export function codeOf(operator: OperatorProfile, own: Frame | null): readonly Leaf[] {
  if (operator.kind === 'source')
    return [
      running(
        0.55,
        `${jackson}.ObjectMapper.readValue:3889`,
        `${jackson}.ObjectMapper._readMapAndClose:4801`,
        `${jackson}.deser.BeanDeserializer.deserialize:185`,
        `${jackson}.deser.BeanDeserializer.vanillaDeserialize:314`,
      ),
      running(
        0.25,
        `${jackson}.ObjectMapper.readValue:3889`,
        `${jackson}.ObjectMapper._readMapAndClose:4801`,
        'com.fasterxml.jackson.core.json.UTF8StreamJsonParser.nextToken:765',
      ),
      running(0.2),
    ];
  if (own === null) return [running(1)];
  const helper = own.replace(/\.(\w+):(\d+)$/, (_, method: string, line: string) => `.${method}Fields:${Number(line) + 37}`);
  return [running(0.6), running(0.25, helper), running(0.15, helper, 'java.util.HashMap.get:556')];
}

/** The state backend. Native calls count as running, also while they read from the disk. */
export function stateOf(operator: OperatorProfile, modern: boolean): readonly Leaf[] {
  const rocks = modern ? 'org.apache.flink.state.rocksdb' : 'org.apache.flink.contrib.streaming.state';
  const get = ['org.rocksdb.RocksDB.get:2084', 'org.rocksdb.RocksDB.get:-2'];
  const put = ['org.rocksdb.RocksDB.put:955', 'org.rocksdb.RocksDB.put:-2'];
  if (/Window/.test(operator.name))
    return [
      running(0.6, `${rocks}.RocksDBAggregatingState.add:102`, `${rocks}.AbstractRocksDBAppendingState.getInternal:57`, ...get),
      running(
        0.4,
        `${rocks}.RocksDBAggregatingState.add:103`,
        `${rocks}.AbstractRocksDBAppendingState.updateInternal:79`,
        ...put,
      ),
    ];
  return [
    running(0.5, `${rocks}.RocksDBValueState.value:90`, ...get),
    running(0.3, `${rocks}.RocksDBValueState.update:102`, ...put),
    running(
      0.2,
      `${rocks}.RocksDBValueState.value:97`,
      'org.apache.flink.api.java.typeutils.runtime.PojoSerializer.deserialize:463',
      'java.lang.reflect.Field.set:799',
    ),
  ];
}

const generic = 'org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer';
const kryo = 'com.esotericsoftware.kryo';

/** Types that Flink does not know are left to Kryo. */
export const kryoReading: readonly Leaf[] = [
  running(
    0.6,
    `${generic}.deserialize:396`,
    `${kryo}.Kryo.readClassAndObject:761`,
    `${kryo}.serializers.FieldSerializer.read:528`,
  ),
  running(
    0.4,
    `${generic}.deserialize:396`,
    `${kryo}.Kryo.readClassAndObject:757`,
    `${kryo}.util.DefaultClassResolver.readClass:115`,
    `${kryo}.util.DefaultClassResolver.readName:154`,
    'java.lang.Class.forName0:-2',
  ),
];
export const kryoWriting: readonly Leaf[] = [
  running(
    0.65,
    `${generic}.serialize:367`,
    `${kryo}.Kryo.writeClassAndObject:599`,
    `${kryo}.serializers.FieldSerializer.write:495`,
    `${kryo}.serializers.ObjectField.write:79`,
  ),
  running(0.35, `${generic}.serialize:367`, `${kryo}.Kryo.writeClassAndObject:599`, `${kryo}.io.Output.writeString:377`),
];
export const kryoCopying: readonly Leaf[] = [
  running(
    1,
    `${generic}.copy:260`,
    `${generic}.copyWithKryo:291`,
    `${kryo}.Kryo.copy:862`,
    `${kryo}.serializers.FieldSerializer.copy:624`,
  ),
];

const log4j = 'org.apache.logging.log4j';
const logCall: readonly Frame[] = [
  'org.apache.logging.slf4j.Log4jLogger.info:185',
  `${log4j}.spi.AbstractLogger.logIfEnabled:2032`,
  `${log4j}.core.config.LoggerConfig.callAppenders:542`,
  `${log4j}.core.appender.AbstractOutputStreamAppender.tryAppend:190`,
];

/** A line for each record: formatted, then written to a file that all tasks of the TaskManager share. */
export const logging: readonly Leaf[] = [
  running(0.35, ...logCall, `${log4j}.core.layout.PatternLayout.encode:227`),
  running(
    0.3,
    ...logCall,
    `${log4j}.core.appender.AbstractOutputStreamAppender.directEncodeEvent:197`,
    `${log4j}.core.appender.OutputStreamManager.flushDestination:253`,
    'java.io.FileOutputStream.writeBytes:-2',
  ),
  waiting(
    `${log4j}.core.appender.rolling.RollingFileManager`,
    0.35,
    [
      ...logCall,
      `${log4j}.core.appender.AbstractOutputStreamAppender.directEncodeEvent:199`,
      `${log4j}.core.appender.OutputStreamManager.flush:279`,
    ],
    'BLOCKED',
  ),
];

/** A monitor that other tasks of the same TaskManager hold: a static cache, a client that is not meant to be shared. */
export function lockOf(own: Frame): readonly Leaf[] {
  const owner = own.slice(0, own.lastIndexOf('.', own.lastIndexOf(':')));
  return [waiting(`${owner}$SharedCache`, 1, [`${owner}$SharedCache.get:41`], 'BLOCKED')];
}

/** The function's own copy of what it keeps; without a function of the job's, the backend's. */
export const snapshotOf = (own: Frame | null): readonly Leaf[] =>
  own === null
    ? [
        running(
          1,
          'org.apache.flink.runtime.state.SnapshotStrategyRunner.snapshot:80',
          'org.rocksdb.Checkpoint.createCheckpoint:-2',
        ),
      ]
    : [
        running(
          1,
          own.replace(/\.\w+:\d+$/, '.snapshotState:118'),
          'java.util.HashMap.putMapEntries:511',
          'java.util.HashMap.putVal:631',
        ),
      ];
