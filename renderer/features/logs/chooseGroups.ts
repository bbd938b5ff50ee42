import type { LogGroup } from '#shared/model/logs.ts';

/** Which groups are shown. */
export const groupKinds = [
  { value: 'exceptions', label: 'Exceptions' },
  { value: 'warnings', label: 'Exceptions, errors, warnings' },
] as const;
export type GroupKind = (typeof groupKinds)[number]['value'];

export const groupColumns = ['what', 'level', 'count', 'first', 'last'] as const;
export type GroupColumn = (typeof groupColumns)[number];

export interface GroupChoice {
  readonly kind: GroupKind;
  readonly onlyNew: boolean;
  readonly find: string;
  readonly sort: GroupColumn | 'new';
  readonly descending: boolean;
}

export const firstChoice: GroupChoice = { kind: 'warnings', onlyNew: false, find: '', sort: 'new', descending: true };

const isOf = ({ causes, level }: LogGroup, kind: GroupKind): boolean =>
  causes.length > 0 || (kind === 'warnings' && (level === 'WARN' || level === 'ERROR'));

const says = ({ title, logger, causes, sample }: LogGroup, text: string): boolean =>
  [title, logger, sample.message, ...causes.map(({ exception }) => exception)].some((each) => each.toLowerCase().includes(text));

const severities: Readonly<Record<LogGroup['level'], number>> = { DEBUG: 0, INFO: 1, WARN: 2, ERROR: 3 };

/** Ascending. What is equal is ordered by when it was last seen. */
const orders: Readonly<Record<GroupChoice['sort'], (a: LogGroup, b: LogGroup) => number>> = {
  what: (a, b) => a.title.localeCompare(b.title),
  level: (a, b) => severities[a.level] - severities[b.level],
  count: (a, b) => a.count - b.count,
  first: (a, b) => a.first - b.first,
  last: (a, b) => a.last - b.last,
  new: (a, b) => Number(a.isNew) - Number(b.isNew),
};

/** The groups that are asked for, in the order that is asked for. */
export function chooseGroups(
  groups: readonly LogGroup[],
  { kind, onlyNew, find, sort, descending }: GroupChoice,
): readonly LogGroup[] {
  const text = find.trim().toLowerCase();
  const shown = groups.filter((group) => isOf(group, kind) && (!onlyNew || group.isNew) && (text === '' || says(group, text)));
  const order = orders[sort];
  return shown.sort((a, b) => (descending ? order(b, a) : order(a, b)) || b.last - a.last);
}
