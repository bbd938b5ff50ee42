/** Members that are maps: what stands in them is not the service's to name. */
const MAPS = new Set(['propertyMap', 'tags', 'jobParameters']);
/** What CloudTrail does not tell. */
const HIDDEN = new Set(['secretAccessKey', 'authorizedUrl']);

/** Parameters as CloudTrail writes them: members begin with a small letter, secrets are hidden. */
export function camelCase(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  const members: readonly (readonly [string, unknown])[] =
    value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value);
  return Object.fromEntries(
    members.map(([name, member]) => {
      const small = name.charAt(0).toLowerCase() + name.slice(1);
      if (HIDDEN.has(small)) return [small, 'HIDDEN_DUE_TO_SECURITY_REASONS'];
      return [small, MAPS.has(small) ? member : camelCase(member)];
    }),
  );
}
