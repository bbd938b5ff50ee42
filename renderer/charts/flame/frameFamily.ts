/** Whose code a frame is. */
export const families = ['user', 'flink', 'state', 'library', 'jdk', 'other'] as const;
export type Family = (typeof families)[number];

export const familyWords: Readonly<Record<Family, string>> = {
  user: 'Application',
  flink: 'Flink',
  state: 'State and serialization (RocksDB, Kryo, Avro …)',
  library: 'Connectors and libraries',
  jdk: 'JDK and Scala',
  other: 'Not Java',
};

/** The first that fits, so the narrower ones stand first. Packages of Flink 1.20 and 2.x, and of what its connectors bring along. */
const prefixes: readonly (readonly [Family, readonly string[]])[] = [
  [
    'state',
    [
      'org.rocksdb.',
      'org.forstdb.',
      'com.esotericsoftware.',
      'org.apache.avro.',
      'com.google.protobuf.',
      'org.apache.flink.contrib.streaming.state.',
      'org.apache.flink.state.',
      'org.apache.flink.runtime.state.',
      'org.apache.flink.api.common.typeutils.',
      'org.apache.flink.api.java.typeutils.',
    ],
  ],
  [
    'library',
    [
      'org.apache.flink.shaded.',
      'org.apache.flink.kinesis.shaded.',
      'org.apache.flink.connector.',
      'org.apache.flink.streaming.connectors.',
    ],
  ],
  ['flink', ['org.apache.flink.']],
  ['jdk', ['java.', 'javax.', 'jdk.', 'sun.', 'com.sun.', 'scala.', 'kotlin.']],
  [
    'library',
    [
      'org.apache.',
      'software.amazon.',
      'com.amazonaws.',
      'com.amazon.',
      'io.netty.',
      'com.fasterxml.',
      'com.google.',
      'com.github.luben.',
      'org.xerial.',
      'org.slf4j.',
      'ch.qos.logback.',
      'akka.',
      'okhttp3.',
      'okio.',
      'net.jpountz.',
      'com.codahale.',
    ],
  ],
];

/** `package.Class.method`, maybe with a line: only Java's frames look so. */
const JAVA = /^(?:[\w$]+[./])*[\w$]+(?:\/[\w$]+)?\.[\w$<>]+(?::-?\d+|\(.*\))?$/;

/** Folded stacks of other profilers write packages with slashes. */
const dotted = (name: string): string => (name.includes('/') ? name.replaceAll('/', '.') : name);

export function familyOf(name: string): Family {
  const full = dotted(name);
  for (const [family, starts] of prefixes) if (starts.some((start) => full.startsWith(start))) return family;
  return JAVA.test(name) ? 'user' : 'other';
}
