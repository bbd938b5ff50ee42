/** Between the values of an argument that was given several times; nobody types it. */
const BETWEEN = '\n';

/** Makes one argument of those that may be given several times: `--metric a --metric=b` → `--metric a⏎b`. What is not right is left to the parser. */
export function joinRepeated(argv: readonly string[], names: readonly string[]): readonly string[] {
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? '';
    const [, name = '', inline] = /^--([a-zA-Z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const value = inline ?? argv[i + 1];
    if (!names.includes(name) || value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) {
      rest.push(word);
      continue;
    }
    if (inline === undefined) i += 1;
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return [...rest, ...Array.from(values).flatMap(([name, all]) => [`--${name}`, all.join(BETWEEN)])];
}

/** The values of such an argument. */
export const valuesOf = (joined: string | undefined): readonly string[] => joined?.split(BETWEEN) ?? [];
