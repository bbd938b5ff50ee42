import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Heard } from './conversation.ts';
import { root } from './program.ts';

const FILE = join(root, 'docs', 'simulator.md');
const BEGIN = '<!-- conformity: written by npm run test:peers -->';
const END = '<!-- end of conformity -->';

/** The table of what boto3 has heard, by service and operation, as prettier writes it. */
export function conformityTable(heard: Iterable<Heard>, botocore: string): string {
  const all = [...heard];
  const rows = all
    .toSorted((a, b) => a.service.localeCompare(b.service) || a.operation.localeCompare(b.operation))
    .map(({ service, operation, good, refusals, violations }) => [
      service,
      operation,
      good > 0 ? 'yes' : 'never',
      [...refusals].sort().join(', '),
      String(violations),
    ]);
  const lines = [['service', 'operation', 'answers', 'refuses with', 'violations'], ...rows];
  const widths = lines[0]?.map((_, column) => Math.max(3, ...lines.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0, fill)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  const violations = rows.reduce((sum, row) => sum + Number(row.at(-1)), 0);
  const services = new Set(rows.map(([service]) => service)).size;
  const spoken = new Set(all.flatMap(({ protocols }) => [...protocols]));
  return [
    `boto3 with botocore ${botocore} calls ${rows.length} operations of ${services} services; ${violations} of the answers' parts break its models.`,
    `CloudWatch is called in each protocol of its clients: ${[...spoken].join(', ')}.`,
    '',
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...body.map((row) => line(row)),
  ].join('\n');
}

/** Puts the table into the documentation, between its two marks. False when it was there already. */
export function writeConformity(table: string): boolean {
  const text = readFileSync(FILE, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`docs/simulator.md has lost the marks ${BEGIN} and ${END}.`);
  const made = `${text.slice(0, from)}${BEGIN}\n\n${table}\n\n${text.slice(to)}`;
  if (made !== text) writeFileSync(FILE, made);
  return made !== text;
}
