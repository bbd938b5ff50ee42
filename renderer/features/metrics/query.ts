import type { GroupLine, MetricGroup } from './groups.ts';
import { dimensionText } from './groups.ts';

/** One word of a search: plain, or of a property (`level:TASK`); `-` before it says that it must not be there. */
interface Token {
  readonly property: string | null;
  readonly text: string;
  readonly negated: boolean;
}

/** Words are split at blanks; quotes keep them together: `task:"Source: orders"`. */
const TOKEN = /(-)?(?:([A-Za-z][\w.]*):)?(?:"([^"]*)"?|(\S+))/g;

/** Upper and lower case, and the underscores that CloudWatch puts for blanks, make no difference. */
const plain = (text: string): string => text.toLowerCase().replaceAll('_', ' ').replaceAll('->', '→');

export function parseQuery(query: string): readonly Token[] {
  return [...query.matchAll(TOKEN)].flatMap(([, minus, property, quoted, word]): Token[] => {
    const text = plain(quoted ?? word ?? '');
    return text === '' ? [] : [{ property: property?.toLowerCase() ?? null, text, negated: minus !== undefined }];
  });
}

/** The groups with the lines that fit every word; a group without such a line is left out. */
export function search(groups: readonly MetricGroup[], query: string): readonly MetricGroup[] {
  const tokens = parseQuery(query);
  if (tokens.length === 0) return groups;
  return groups.flatMap((group) => {
    const lines = group.lines.filter((line) => tokens.every((token) => fits(group, line, token) !== token.negated));
    if (lines.length === 0) return [];
    return lines.length === group.lines.length ? [group] : [{ ...group, lines }];
  });
}

function fits(group: MetricGroup, line: GroupLine, { property, text }: Token): boolean {
  const { dimensions } = line.listing.name;
  const values = Object.entries(dimensions).filter(([dimension]) => dimension !== 'Application');
  switch (property) {
    case null:
      return [group.metric, group.title, ...values.map(([dimension, value]) => dimensionText(dimension, value))].some((each) =>
        plain(each).includes(text),
      );
    case 'level':
      return plain(group.level).startsWith(text);
    case 'metric':
    case 'name':
      return plain(group.metric).includes(text) || plain(group.title).includes(text);
    case 'namespace':
      return plain(group.namespace).includes(text);
    case 'is':
      return text === 'custom' ? group.custom : text === 'guide' ? !group.custom : false;
    default:
      return values.some(
        ([dimension, value]) => matchesDimension(dimension, property) && plain(dimensionText(dimension, value)).includes(text),
      );
  }
}

/** What people call a dimension, beside its name. */
const nicknames: Readonly<Record<string, readonly string[]>> = {
  subtask: ['parallelism'],
  thread: ['parallelism'],
  shard: ['shardid'],
  partition: ['partitionid', 'partition'],
  stream: ['streamname', 'flow', 'id'],
};

const matchesDimension = (dimension: string, property: string): boolean =>
  dimension.toLowerCase() === property || (nicknames[property] ?? []).includes(dimension.toLowerCase());

/** The query with a word of a property put in the place of the one it has; an empty text takes it out. */
export function withProperty(query: string, property: string, text: string): string {
  const rest = query
    .replaceAll(new RegExp(`(^|\\s)${property}:("[^"]*"?|\\S+)`, 'gi'), ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const word = text === '' ? '' : `${property}:${/\s/.test(text) ? `"${text}"` : text}`;
  return [rest, word].filter((part) => part !== '').join(' ');
}

/** What the query says of a property, if anything. */
export const propertyIn = (query: string, property: string): string | null =>
  parseQuery(query).find((token) => token.property === property && !token.negated)?.text ?? null;
