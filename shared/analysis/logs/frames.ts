/** Packages of the platform, of Flink, and of what comes with its connectors: never the user's own code. */
const foreign = [
  'java.',
  'javax.',
  'jdk.',
  'sun.',
  'com.sun.',
  'scala.',
  'kotlin.',
  'akka.',
  'org.apache.',
  'com.amazonaws.',
  'software.amazon.',
  'io.netty.',
  'com.esotericsoftware.',
  'com.fasterxml.',
  'com.google.',
  'com.mysql.',
  'com.twitter.chill.',
  'com.zaxxer.',
  'org.codehaus.',
  'org.elasticsearch.',
  'org.opensearch.',
  'org.postgresql.',
  'org.rocksdb.',
  'org.slf4j.',
  'org.springframework.',
  'org.xerial.',
];

/** A Python file of an installed package or of Python itself. */
const FOREIGN_FILE = /^File "[^"]*(?:site-packages|dist-packages|\/lib\/python[\d.]*\/|\/pyflink\/|\/apache_beam\/)/;

/** A frame without the name of its module or class loader: `java.base/java.lang.Thread.run(…)` → `java.lang.Thread.run(…)`. */
const withoutModule = (frame: string): string => frame.replace(/^[\w.@-]+\/{1,2}(?=[\w$]+\.)/, '');

/** Whether a frame is of the user's own code, as far as its name tells. `… 23 more` is of nobody. */
export function isUserFrame(frame: string): boolean {
  if (frame.startsWith('File "')) return !FOREIGN_FILE.test(frame);
  if (frame.startsWith('…')) return false;
  const name = withoutModule(frame);
  return !foreign.some((prefix) => name.startsWith(prefix));
}

/**
 * Where a frame is, without what differs from build to build: lines, numbers of lambdas and of generated classes.
 * `com.acme.Enrich.lambda$process$0(Enrich.java:41)` → `com.acme.Enrich.process`
 */
export function placeOf(frame: string): string {
  const python = /^File "([^"]*)", line \d+, in (\S+)/.exec(frame);
  if (python !== null) return `${(python[1] ?? '').split('/').at(-1) ?? ''}:${python[2] ?? ''}`;
  return withoutModule(frame)
    .replace(/\(.*$/, '')
    .replace(/\$\$(?:Lambda|FastClass|Enhancer)\S*?(?=\.|$)/g, '')
    .replace(/lambda\$(\w+)\$\d+/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\d{2,}/g, '');
}
