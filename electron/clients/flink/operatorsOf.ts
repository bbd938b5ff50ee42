/** Chains branch a few times; a name that is nothing but parentheses is left as it is below that. */
const DEEPEST = 50;

/** The chained operators of a vertex' name, in order: `A -> B`, and `A -> (B, C -> D)` where a chain branches. */
export function operatorsOf(name: string, depth = 0): string[] {
  return cut(name, ' -> ').flatMap((piece) => {
    const branches = /^\((.*)\)$/s.exec(piece)?.[1];
    return branches === undefined || depth === DEEPEST
      ? [piece]
      : cut(branches, ', ').flatMap((branch) => operatorsOf(branch, depth + 1));
  });
}

/** Splits at the separator outside of parentheses. */
function cut(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '(') depth += 1;
    else if (text[i] === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && text.startsWith(separator, i)) {
      pieces.push(text.slice(start, i));
      start = i + separator.length;
    }
  }
  return [...pieces, text.slice(start)].filter((piece) => piece !== '');
}
