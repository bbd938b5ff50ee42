import { markdownTable, writeBetween } from '#test/support/documentTable.ts';
import type { Heard } from './conversation.ts';

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
  const violations = rows.reduce((sum, row) => sum + Number(row.at(-1)), 0);
  const services = new Set(rows.map(([service]) => service)).size;
  const spoken = new Set(all.flatMap(({ protocols }) => [...protocols]));
  return [
    `boto3 with botocore ${botocore} calls ${rows.length} operations of ${services} services; ${violations} of the answers' parts break its models.`,
    `CloudWatch is called in each protocol of its clients: ${[...spoken].join(', ')}.`,
    '',
    markdownTable([['service', 'operation', 'answers', 'refuses with', 'violations'], ...rows]),
  ].join('\n');
}

/** Puts the table into the documentation, between its two marks. False when it was there already. */
export const writeConformity = (table: string): boolean => writeBetween('simulator.md', BEGIN, END, table);
