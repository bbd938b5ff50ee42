import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..', '..', 'docs');

/** Rows as a table of Markdown, the first of them its head, with columns as wide as prettier makes them. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0, fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head), rule, ...body.map((row) => line(row))].join('\n');
}

/** Puts what a test found out into a page of the documentation, between two marks. False when it was there already. */
export function writeBetween(page: string, begin: string, end: string, text: string): boolean {
  const file = join(docs, page);
  const before = readFileSync(file, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/${page} has lost the marks ${begin} and ${end}.`);
  const made = `${before.slice(0, from)}${begin}\n\n${text}\n\n${before.slice(to)}`;
  if (made !== before) writeFileSync(file, made);
  return made !== before;
}
