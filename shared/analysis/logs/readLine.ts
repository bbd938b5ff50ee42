import { salvage } from './salvage.ts';

/** A record of the managed service's log, as far as it has a shape that is known. */
export interface ReadLine {
  /** `INFO`, `ERROR`, … as printed; null where none is. */
  readonly level: string | null;
  readonly logger: string | null;
  readonly text: string;
  /** The stack trace, a line an element; empty where there is none. */
  readonly trace: readonly string[];
  /** Everything else that it says, by field. */
  readonly others: readonly (readonly [field: string, value: string])[];
  /** `plain`: not the service's JSON, so that the next record may go on with it. */
  readonly shape: 'json' | 'broken' | 'plain';
}

const shown = new Set(['messageType', 'logger', 'message', 'throwableInformation']);

/** The service writes one JSON object a record (guide p. 454); Python's own lines (p. 40) and anything else are taken as they are. */
export function readLine(raw: string): ReadLine {
  if (!raw.startsWith('{')) return readPlain(raw);
  const json = parseObject(raw);
  if (json === null) {
    const saved = salvage(raw);
    return saved === null ? readPlain(raw) : { ...saved, others: [], shape: 'broken' };
  }
  const message = json['message'];
  if (typeof message !== 'string') return readPlain(raw);
  const [text, ...below] = splitTrace(message);
  return {
    level: textOf(json['messageType']),
    logger: textOf(json['logger']),
    text: text ?? '',
    trace: [...below, ...linesOf(json['throwableInformation'])],
    others: Object.entries(json)
      .filter(([field]) => !shown.has(field))
      .map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)] as const),
    shape: 'json',
  };
}

function parseObject(raw: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(raw);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A text, a list of lines, or an object that holds one: the guide's query tests both (p. 403). */
function linesOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return trimmed(value.split('\n'));
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (typeof value === 'object') return Object.values(value).flatMap(linesOf);
  return [JSON.stringify(value)];
}

const trimmed = (lines: readonly string[]): readonly string[] => {
  const cut = lines.map((line) => line.trimEnd());
  while (cut.at(-1) === '') cut.pop();
  return cut;
};

/** `2026-11-24 12:00:00,123 ERROR com.acme.Sink - Text`, with or without a thread in brackets, as log4j prints it. */
const LOG4J =
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?Z?\]?\s+(?:\[[^\]]*\]\s+)?\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\]?:?\s+(?:\[[^\]]*\]\s+)?(?:([\w$.]+)\s+(?:\[[^\]]*\]\s+)?(?:-|–|:)\s+)?(.*)$/;
/** `ERROR:root:Text`, as Python's logging prints it. */
const PYTHON = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL):([\w.]+):(.*)$/;

function readPlain(raw: string): ReadLine {
  const [first = '', ...below] = splitTrace(raw.trimEnd());
  const [, level = null, logger = null, text = first] = LOG4J.exec(first) ?? PYTHON.exec(first) ?? [];
  return { level, logger, text, trace: below, others: [], shape: 'plain' };
}

/** Begins or goes on with a stack trace. */
export const TRACE_LINE =
  /^\s+at \S|^\s*Caused by: |^\s*Suppressed: |^\s*\.\.\. \d+ (more|common frames omitted)|^Traceback \(most recent call last\):/;
/** An exception's name at the beginning of a line. */
export const THROWN = /^(?:Exception in thread "[^"]*" )?(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Failure|Throwable)\b/;

/** What is said, and the lines of the stack trace that follow it in the same text. */
function splitTrace(text: string): readonly string[] {
  if (!text.includes('\n') && !TRACE_LINE.test(text)) return [text];
  const lines = text.split('\n');
  const found = lines.findIndex((line) => TRACE_LINE.test(line));
  if (found === -1) return [text];
  // The exception's own name stands before its first frame, perhaps after a sentence, and its message may have several lines.
  const header = lines.findIndex((line, i) => i <= found && THROWN.test(line));
  const begins = header === -1 ? found : header;
  const said = lines.slice(0, begins).join('\n').trimEnd();
  const trace = trimmed(lines.slice(begins));
  return [said === '' ? (trace[0] ?? '') : said, ...trace];
}

/** `org.apache.flink.runtime.checkpoint.CheckpointCoordinator` → `CheckpointCoordinator` */
export const shortName = (name: string): string => name.split(/[.$]/).filter(Boolean).at(-1) ?? name;
