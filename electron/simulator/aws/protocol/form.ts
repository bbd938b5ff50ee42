interface Branch {
  text: string | null;
  readonly below: Map<string, Branch>;
}

const branch = (): Branch => ({ text: null, below: new Map() });

/** Nothing that a service takes is deeper. */
const DEEPEST = 30;

/**
 * What a form's flat names say: `Dimensions.member.1.Name=Host` is a list of structures, `Attributes.entry.1.key=a` and
 * `…value=b` are a map. Every value is text.
 */
export function readForm(parameters: Iterable<readonly [string, string]>): unknown {
  const root = branch();
  for (const [name, text] of parameters) {
    const path = name.split('.', DEEPEST);
    let at = root;
    for (const part of path) {
      const known = at.below.get(part) ?? branch();
      at.below.set(part, known);
      at = known;
    }
    at.text = text;
  }
  return structureOf(root);
}

function valueOf(at: Branch): unknown {
  const [only] = at.below.keys();
  if (only === undefined) return at.text ?? '';
  if (at.below.size === 1 && only === 'member') return inOrder(at.below.get('member')).map(valueOf);
  if (at.below.size === 1 && only === 'entry') {
    const entries = inOrder(at.below.get('entry')).map(({ below }): [string, unknown] => [
      below.get('key')?.text ?? '',
      valueOf(below.get('value') ?? branch()),
    ]);
    return Object.fromEntries(entries);
  }
  return structureOf(at);
}

const structureOf = ({ below }: Branch): object => Object.fromEntries([...below].map(([name, at]) => [name, valueOf(at)]));

/** By their numbers, which may have gaps. */
const inOrder = (list: Branch | undefined): Branch[] =>
  [...(list?.below ?? [])]
    .filter(([number]) => /^\d{1,9}$/.test(number))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, at]) => at);
