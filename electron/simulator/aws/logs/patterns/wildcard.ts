/** Whether a text is as the pattern, where `*` stands for any text. Matched piece by piece, in linear time whatever the pattern. */
export function wildcard(pattern: string): (value: string) => boolean {
  const pieces = pattern.split('*');
  const [head = ''] = pieces;
  const tail = pieces.at(-1) ?? '';
  return (value) => {
    if (pieces.length === 1) return value === pattern;
    if (!value.startsWith(head) || !value.endsWith(tail) || value.length < head.length + tail.length) return false;
    let from = head.length;
    const end = value.length - tail.length;
    for (const piece of pieces.slice(1, -1)) {
      const found = value.indexOf(piece, from);
      if (found < 0 || found + piece.length > end) return false;
      from = found + piece.length;
    }
    return true;
  };
}
