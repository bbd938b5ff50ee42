import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { openHistory } from '#electron/history/openHistory.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import { logLine } from './logLines.ts';

/** Prints how long searches of so many kept lines take, and of the same lines by looking at each: lines. */
const [count = 1_000_000] = process.argv.slice(2).map(Number);
const START = Date.UTC(2026, 9, 13, 12);
const EACH = 86;
const OWNERS = 4;
const LIMIT = 500;
const RUNS = 15;
const PEER_RUNS = 3;

const folder = mkdtempSync(join(tmpdir(), 'streamgauge-bench-'));
const file = join(folder, 'history.sqlite');
const history = openHistory({ file, mode: 'write', log: (line) => void process.stderr.write(`${line}\n`) });
const ownerOf = (n: number) => ({ connection: 'bench', application: `application-${n % OWNERS}` });
const texts: { readonly at: number; readonly owner: number; readonly message: string }[] = [];

// As they come: of all applications in turn, written each second.
let filling = 0;
for (let first = 0; first < count; first += 4_000) {
  const lines = Array.from({ length: Math.min(4_000, count - first) }, (_, i) => logLine(START + (first + i) * EACH));
  lines.forEach(({ at, message }, i) => texts.push({ at, owner: (first + i) % OWNERS, message }));
  const began = performance.now();
  for (let owner = 0; owner < OWNERS; owner++)
    history.lines.put(
      ownerOf(owner),
      lines.filter((_, i) => (first + i) % OWNERS === owner),
    );
  history.flush();
  filling += performance.now() - began;
}

const end = START + count * EACH;
const day = { from: START, to: end };
const questions = [
  { what: 'a rare word: “Metaspace”', words: 'Metaspace', needles: ['metaspace'], ...day },
  { what: 'a frequent word: “checkpoint”', words: 'checkpoint', needles: ['checkpoint'], ...day },
  { what: 'two words: “orders backpressured”', words: 'orders backpressured', needles: ['orders', 'backpressured'], ...day },
  {
    what: 'a phrase: “"Rate exceeded for shard"”',
    words: '"Rate exceeded for shard"',
    needles: ['rate exceeded for shard'],
    ...day,
  },
  { what: 'a part of a class name: “ThroughputExceeded”', words: 'ThroughputExceeded', needles: ['throughputexceeded'], ...day },
  {
    what: 'a package: “org.apache.flink.runtime.checkpoint”',
    words: 'org.apache.flink.runtime.checkpoint',
    needles: ['org.apache.flink.runtime.checkpoint'],
    ...day,
  },
  {
    what: 'a word of one hour: “exceeded”',
    words: 'exceeded',
    needles: ['exceeded'],
    from: START + 10 * HOUR,
    to: START + 11 * HOUR,
  },
  { what: 'the beginning of a word: “Metasp”', words: 'Metasp', needles: ['metasp'], ...day },
  { what: 'a word that is nowhere: “ClassCastException”', words: 'ClassCastException', needles: ['classcastexception'], ...day },
];

/** Looks at each line, newest first, until enough are found. */
function scan({ needles, from, to }: (typeof questions)[number]): number {
  let found = 0;
  for (let i = texts.length - 1; i >= 0 && found < LIMIT; i--) {
    const line = texts[i];
    if (line === undefined || line.owner !== 0 || line.at < from || line.at >= to) continue;
    const text = line.message.toLowerCase();
    if (needles.every((needle) => text.includes(needle))) found += 1;
  }
  return found;
}

// The peer: the same lines as they are, indexed by application and time.
const peer = new DatabaseSync(join(folder, 'peer.sqlite'));
peer.exec('PRAGMA journal_mode = OFF; CREATE TABLE lines (owner INTEGER, at INTEGER, message TEXT)');
const insert = peer.prepare('INSERT INTO lines VALUES (?, ?, ?)');
peer.exec('BEGIN');
for (const { owner, at, message } of texts) insert.run(owner, at, message);
peer.exec('COMMIT; CREATE INDEX by_time ON lines (owner, at)');

/** SQLite's LIKE. */
function like({ needles, from, to }: (typeof questions)[number]): number {
  const conditions = needles.map((needle) => `message LIKE '%${needle}%'`).join(' AND ');
  const sql = `SELECT message FROM lines WHERE owner = 0 AND at >= ? AND at < ? AND ${conditions} ORDER BY at DESC LIMIT ${LIMIT}`;
  return peer.prepare(sql).all(from, to).length;
}

function times(runs: number, ask: () => number): { readonly found: number; readonly times: readonly number[] } {
  let found = 0;
  const took = Array.from({ length: runs }, () => {
    const began = performance.now();
    found = ask();
    return performance.now() - began;
  });
  return { found, times: took };
}

const results = questions.map((question) => ({
  what: question.what,
  ours: times(
    RUNS,
    () => history.lines.search(ownerOf(0), question.words, millis(question.from), millis(question.to), LIMIT).lines.length,
  ),
  scan: times(PEER_RUNS, () => scan(question)),
  like: times(PEER_RUNS, () => like(question)),
}));
peer.close();
history.close();
const text = texts.reduce((sum, { message }) => sum + message.length, 0);
process.stdout.write(
  JSON.stringify({
    lines: count,
    fileBytes: statSync(file).size,
    textBytes: text,
    filling,
    sqlite: process.versions['sqlite'] ?? '',
    results,
  }),
);
rmSync(folder, { recursive: true, force: true });
