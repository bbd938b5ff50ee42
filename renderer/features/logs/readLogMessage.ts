/** A record of the managed service's log, as far as it has the shape that the service writes. */
export interface LogMessage {
  /** `INFO`, `ERROR`, …; null for a line that is not the service's JSON. */
  readonly level: string | null;
  readonly logger: string | null;
  readonly text: string;
  /** The stack trace, where the record carries one. */
  readonly throwable: string | null;
  /** Everything else that it says, by field. */
  readonly others: readonly (readonly [field: string, value: string])[];
}

const shown = new Set(['messageType', 'logger', 'message', 'throwableInformation']);

/** The service writes one JSON object a record (guide, p. 454); Python's own lines and anything else are shown as they are. */
export function readLogMessage(raw: string): LogMessage {
  const json = parseObject(raw);
  if (json === null || typeof json['message'] !== 'string')
    return { level: null, logger: null, text: raw.trimEnd(), throwable: null, others: [] };
  const others = Object.entries(json).filter(([field]) => !shown.has(field));
  return {
    level: text(json['messageType']),
    logger: text(json['logger']),
    text: json['message'],
    throwable: throwableText(json['throwableInformation']),
    others: others.map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)] as const),
  };
}

function parseObject(raw: string): Record<string, unknown> | null {
  if (!raw.startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(raw);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** A list of lines, or an object that holds one. */
function throwableText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  return JSON.stringify(value, null, 2);
}

/** `org.apache.flink.runtime.checkpoint.CheckpointCoordinator` → `CheckpointCoordinator` */
export const shortLogger = (logger: string): string => logger.split(/[.$]/).filter(Boolean).at(-1) ?? logger;
