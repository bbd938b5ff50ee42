import type { Line } from '#renderer/ui/lines/readLines.ts';

/** How bad a line has to be to be shown. */
export const levelChoices = [
  { value: 'all', label: 'All levels', least: 0 },
  { value: 'info', label: 'INFO and worse', least: 1 },
  { value: 'warn', label: 'WARN and worse', least: 2 },
  { value: 'error', label: 'ERROR alone', least: 3 },
] as const;
export type LevelChoice = (typeof levelChoices)[number]['value'];

const ranks: Readonly<Record<string, number>> = {
  TRACE: 0,
  DEBUG: 0,
  INFO: 1,
  WARN: 2,
  WARNING: 2,
  ERROR: 3,
  CRITICAL: 3,
  FATAL: 3,
};

/** A line without a level counts as what it carries: a stack trace is an error. */
const rankOf = ({ read }: Line): number => ranks[read.level?.toUpperCase() ?? ''] ?? (read.trace.length > 0 ? 3 : 1);

export const isAtLeast = (line: Line, choice: LevelChoice): boolean =>
  rankOf(line) >= (levelChoices.find(({ value }) => value === choice)?.least ?? 0);

/** Whether a line contains a text, however it is written, in what it says or in anything that it carries. */
export const contains = ({ record }: Line, text: string): boolean => record.message.toLowerCase().includes(text.toLowerCase());
