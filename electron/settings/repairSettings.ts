import { AlarmSettings, Appearance, Notifications, Settings, Telemetry } from '#shared/contract/settings.ts';
import { Connection } from '#shared/model/connection.ts';
import { z } from '#shared/model/schema.ts';

export interface Repaired {
  readonly settings: Settings;
  /** True when something could not be read and a default stands in its place; `settings.notices` says what. */
  readonly damaged: boolean;
}

/** Reads settings as far as they can be read: a damaged field falls back to its default, the others are kept. */
export function repairSettings(text: string): Repaired {
  const defaults = Settings.parse({});
  const raw = parseObject(text);
  if (raw === null) {
    const notice = 'The settings file could not be read as JSON. The settings start anew; the damaged file was kept beside it.';
    return { settings: { ...defaults, notices: [notice] }, damaged: true };
  }
  const whole = Settings.safeParse(raw);
  if (whole.success && !hasTwins(whole.data.connections)) return { settings: whole.data, damaged: false };

  const notices: string[] = [];
  const tell = (what: string) => notices.push(`${what} in the settings file was damaged and is set to its default.`);
  const tellField = (field: string): void => {
    const [, list, entry] = /^(.*)\.(\d+)$/.exec(field) ?? [];
    if (entry === undefined) tell(`“${field}”`);
    else notices.push(`Entry ${Number(entry) + 1} of “${list}” in the settings file was damaged and is left out.`);
  };
  const appearance = readFields(Appearance, raw['appearance'], 'appearance', tellField);
  const telemetry = readFields(Telemetry, raw['telemetry'], 'telemetry', tellField);
  const notifications = readFields(Notifications, raw['notifications'], 'notifications', tellField);
  const alarms = readFields(AlarmSettings, raw['alarms'], 'alarms', tellField);
  const connections = readEach(Connection, raw['connections'], (at) =>
    notices.push(`Connection ${at + 1} in the settings file was damaged and is left out.`),
  );
  if (raw['connections'] !== undefined && connections === null) tell('The list of connections');
  const watched = readEach(z.string(), raw['watched'], (at) =>
    notices.push(`Entry ${at + 1} of the watched connections in the settings file was damaged and is left out.`),
  );
  if (raw['watched'] !== undefined && watched === null) tell('The list of watched connections');
  const unique = connections?.filter(({ id }, i) => connections.findIndex((each) => each.id === id) === i) ?? [];
  if (connections !== null && unique.length < connections.length)
    notices.push('Several connections in the settings file had the same id; the first one is kept.');
  const settings: Settings = {
    appearance,
    telemetry,
    notifications,
    alarms,
    // Nothing to watch may be meant; nothing that can be read is not.
    connections: unique.length > 0 || isEmpty(raw['connections']) ? unique : defaults.connections,
    watched: watched ?? defaults.watched,
    notices: [...(readEach(z.string(), raw['notices'], () => undefined) ?? []), ...notices],
  };
  return { settings, damaged: true };
}

const hasTwins = (connections: readonly Connection[]): boolean =>
  new Set(connections.map(({ id }) => id)).size < connections.length;

const isEmpty = (raw: unknown): boolean => Array.isArray(raw) && raw.length === 0;

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/**
 * Reads an object whose fields all have defaults: what does not fit is taken out, and told by its name, so that its default stands in. Of a list
 * the entry is taken out that has something damaged in it; the others are kept.
 */
function readFields<S extends z.ZodType>(schema: S, raw: unknown, name: string, tell: (field: string) => void): z.infer<S> {
  const left: unknown = raw === undefined ? {} : structuredClone(raw);
  for (;;) {
    const read = schema.safeParse(left);
    if (read.success) return read.data;
    const paths = read.error.issues.map(({ path }) => upToEntry(path));
    // From the end, so that the places of entries before it stay what they are.
    const damaged = [...new Map(paths.map((path) => [path.join('.'), path])).entries()].sort(
      ([, x], [, y]) => entryOf(y) - entryOf(x),
    );
    const taken = damaged.filter(([, path]) => takeOut(left, path));
    if (taken.length === 0) {
      tell(name);
      return schema.parse({});
    }
    for (const [field] of taken) tell(field);
  }
}

/** The path up to the first entry of a list on it. */
const upToEntry = (path: readonly PropertyKey[]): readonly PropertyKey[] => {
  const entry = path.findIndex((part) => typeof part === 'number');
  return entry < 0 ? path : path.slice(0, entry + 1);
};

const entryOf = (path: readonly PropertyKey[]): number => {
  const last = path.at(-1);
  return typeof last === 'number' ? last : -1;
};

/** Removes what is at a path; false where there is nothing to remove. */
function takeOut(from: unknown, [first, ...rest]: readonly PropertyKey[]): boolean {
  if (first === undefined || typeof from !== 'object' || from === null || !(first in from)) return false;
  if (rest.length > 0) return takeOut(Reflect.get(from, first), rest);
  if (!Array.isArray(from)) return Reflect.deleteProperty(from, first);
  from.splice(Number(first), 1);
  return true;
}

function readEach<S extends z.ZodType>(item: S, raw: unknown, tell: (at: number) => void): z.infer<S>[] | null {
  if (!Array.isArray(raw)) return null;
  const kept: z.infer<S>[] = [];
  raw.forEach((each: unknown, at) => {
    const read = item.safeParse(each);
    if (read.success) kept.push(read.data);
    else tell(at);
  });
  return kept;
}
