import { useState } from 'react';
import { MASK, splitSecrets } from '#shared/analysis/logs/secrets.ts';
import { useLinesLook } from './LinesContext.ts';

interface SecretTextProps {
  readonly text: string;
  /** What is marked in it; empty: nothing. */
  readonly highlight?: string;
  /** Inside something that is pressed already, a secret cannot be revealed by itself. */
  readonly fixed?: boolean;
}

/** A text of a log: what looks like a secret is masked until it is revealed, what is looked for is marked. */
export function SecretText({ text, highlight = '', fixed = false }: SecretTextProps) {
  const { reveal } = useLinesLook();
  return splitSecrets(text).map((piece, i) => {
    if (!piece.secret || reveal) return <Marked key={i} text={piece.text} highlight={highlight} />;
    return fixed ? MASK : <Secret key={i} text={piece.text} />;
  });
}

function Secret({ text }: { readonly text: string }) {
  const [shown, setShown] = useState(false);
  return shown ? (
    text
  ) : (
    <button type="button" className="log-secret" aria-label="Reveal what looks like a secret" onClick={() => setShown(true)}>
      {MASK}
    </button>
  );
}

function Marked({ text, highlight }: { readonly text: string; readonly highlight: string }) {
  if (highlight === '') return text;
  return split(text, highlight).map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part));
}

/** What is between the places and, at each odd index, what stands there. */
function split(text: string, wanted: string): readonly string[] {
  const lower = text.toLowerCase();
  const needle = wanted.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  for (let found = lower.indexOf(needle); found !== -1; found = lower.indexOf(needle, at)) {
    parts.push(text.slice(at, found), text.slice(found, found + needle.length));
    at = found + needle.length;
  }
  return [...parts, text.slice(at)];
}
