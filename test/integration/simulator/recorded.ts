import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'flink-rest');

/** An answer that was recorded from a cluster of Apache Flink 1.20.5 or 2.3.0. */
export const recorded = (version: '1.20' | '2.3', name: string): unknown =>
  JSON.parse(readFileSync(join(fixtures, version, `${name}.json`), 'utf8'));
