/** A stretch of a text: plain, or what looks like a secret. */
export interface Piece {
  readonly text: string;
  readonly secret: boolean;
}

/** What stands where a secret is not shown; of the same length whatever the secret's. */
export const MASK = '••••••••';

/**
 * Each finds a secret; where it has a group `secret`, that part alone is one. Values come in JSON, in properties, in addresses and in
 * sentences.
 */
const patterns: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/dg,
  // AWS: ids of long-lived and of temporary keys.
  /\b(?:AKIA|ASIA|AIDA|AROA)[A-Z0-9]{16}\b/dg,
  // JSON Web Tokens.
  /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/dg,
  // Tokens of code hosts and of chats.
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abposr]-[\w-]{10,})/dg,
  /\b(?:Bearer|Basic)\s+(?<secret>[\w+/=.~-]{8,})/dgi,
  // The password in an address.
  /\b[a-z][\w+.-]*:\/\/[^\s/:@"']*:(?<secret>[^\s/@"']+)@/dgi,
  // A name that says what its value is: password=…, "secretKey": "…", X-Amz-Signature=….
  /(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[-_.]?key|access[-_.]?key(?:[-_.]?id)?|private[-_.]?key|credentials?|signature|authorization)\\?["']?\s*(?:=|:|=>)\s*(?:\\?["'](?<secret>[^"'\\\n]+)|(?<bare>[^\s"'\\,;&(){}[\]]{4,}))/dgi,
];

/** Values that only say that there is none, or that somebody masked it before us. */
const NO_SECRET =
  /^(?:null|none|nil|true|false|undefined|empty|missing|invalid|expired|\*+|•+|x{4,}|<.*>|\$\{.*\}?|\[.*|hidden|redacted|bearer|basic)$/i;

/** The stretches of a text that look like secrets, `[from, to)`, in order and apart. */
function secretsIn(text: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const [from, to] = match.indices?.groups?.['secret'] ?? match.indices?.groups?.['bare'] ?? match.indices?.[0] ?? [0, 0];
      if (!NO_SECRET.test(text.slice(from, to))) found.push([from, to]);
    }
  found.sort(([a], [b]) => a - b);
  const apart: [number, number][] = [];
  for (const [from, to] of found) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}

/** A text in stretches; one piece where nothing looks like a secret. */
export function splitSecrets(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of secretsIn(text)) {
    if (from > at) pieces.push({ text: text.slice(at, from), secret: false });
    pieces.push({ text: text.slice(from, to), secret: true });
    at = to;
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at), secret: false });
  return pieces;
}

/** A text without what looks like a secret: for files, the clipboard and terminals. */
export const redact = (text: string): string =>
  splitSecrets(text)
    .map((piece) => (piece.secret ? MASK : piece.text))
    .join('');
