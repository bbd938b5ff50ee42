import { Appearance, Settings } from '#shared/contract/settings.ts';
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
  const appearance = {
    ...defaults.appearance,
    ...readFields(Appearance.shape, raw['appearance'], (field) => tell(`“${field}”`)),
  };
  const connections = readEach(Connection, raw['connections'], (at) =>
    notices.push(`Connection ${at + 1} in the settings file was damaged and is left out.`),
  );
  if (raw['connections'] !== undefined && connections === null) tell('The list of connections');
  const watched = readEach(z.string(), raw['watched'], () => undefined);
  if (raw['watched'] !== undefined && watched === null) tell('The list of watched connections');
  const unique = connections?.filter(({ id }, i) => connections.findIndex((each) => each.id === id) === i) ?? [];
  if (connections !== null && unique.length < connections.length)
    notices.push('Several connections in the settings file had the same id; the first one is kept.');
  const settings: Settings = {
    appearance,
    telemetry: defaults.telemetry,
    connections: unique.length === 0 ? defaults.connections : unique,
    watched: watched ?? defaults.watched,
    notices: [...(readEach(z.string(), raw['notices'], () => undefined) ?? []), ...notices],
  };
  return { settings, damaged: true };
}

const hasTwins = (connections: readonly Connection[]): boolean =>
  new Set(connections.map(({ id }) => id)).size < connections.length;

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function readFields(
  shape: typeof Appearance.shape,
  raw: unknown,
  tell: (field: string) => void,
): Partial<z.infer<typeof Appearance>> {
  if (raw === undefined) return {};
  const fields = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!fields.success) {
    tell('appearance');
    return {};
  }
  const theme = shape.theme.safeParse(fields.data['theme']);
  const density = shape.density.safeParse(fields.data['density']);
  if (!theme.success) tell('theme');
  if (!density.success) tell('density');
  return { ...(theme.success ? { theme: theme.data } : {}), ...(density.success ? { density: density.data } : {}) };
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
