import type { SQLOutputValue } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Shorter texts gain too little. */
const SHORT = 100;
/** Above it a text is its own best dictionary, and worth a larger window. */
const LARGE = 4_000;

/**
 * What log lines and records are full of, the most frequent last: a line of a managed application becomes a quarter of its size. It is never
 * changed, for what is kept was packed with it.
 */
const dictionary = Buffer.from(
  [
    '"checkpoints":{"vertices":[{"id":"","name":"","parallelism":1,"state":"RUNNING","status":"READY","value":null,"points":[',
    'Exception: java.lang.RuntimeException Caused by: \\tat java.base/java.lang.Thread.run(Thread.java:829)',
    'org.apache.flink.connector.kinesis.sink.software.amazon.awssdk.services.kinesis.model.org.apache.kafka.clients.consumer.internals.',
    'org.apache.flink.streaming.api.operators.org.apache.flink.streaming.runtime.tasks.StreamTask.org.apache.flink.runtime.taskmanager.Task.',
    'org.apache.flink.runtime.checkpoint.CheckpointCoordinator.Completed checkpoint  for job  bytes, checkpointDuration= ms)Source: Sink: ',
    '","throwableInformation":["","messageType":"DEBUG"}","messageType":"ERROR"}","messageType":"WARN"}',
    '{"locationInformation":"org.apache.flink.(.java:","logger":"org.apache.flink.","message":"","threadName":"flink-akka.actor.default-',
    'dispatcher-flink-taskmanager-thread-","applicationARN":"arn:aws:kinesisanalytics:us-east-1:123456789012:application/',
    '","applicationVersionId":"1","messageSchemaVersion":"1","messageType":"INFO"}',
  ].join(''),
);

/** A text as a column holds it: compressed where that makes it smaller; that is bytes then, not text. */
export function pack(text: string): string | Uint8Array {
  if (text.length < SHORT) return text;
  const whole = Buffer.from(text, 'utf8');
  const effort = whole.length < LARGE ? { level: 3, windowBits: 12, memLevel: 3 } : { level: 6 };
  const packed = deflateRawSync(whole, { ...effort, dictionary });
  return packed.length < whole.length ? new Uint8Array(packed) : text;
}

/** Null: the bytes were damaged. */
export function unpack(value: SQLOutputValue | undefined): string | null {
  if (typeof value === 'string') return value;
  if (!(value instanceof Uint8Array)) return null;
  try {
    return inflateRawSync(value, { dictionary }).toString('utf8');
  } catch {
    return null;
  }
}
