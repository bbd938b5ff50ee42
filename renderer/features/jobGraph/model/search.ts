import type { Vertex } from '#shared/model/job.ts';

/** Every word of the text is in the vertex' name or in one of its operators'. */
export function matches({ name, operators }: Vertex, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const said = [name, ...operators].join('\n').toLowerCase();
  return words.length > 0 && words.every((word) => said.includes(word));
}

/** Which of `count` comes after or before one, round about; from none, the first or the last. */
export function stepped(at: number | null, by: 1 | -1, count: number): number | null {
  if (count === 0) return null;
  if (at === null) return by === 1 ? 0 : count - 1;
  return (at + by + count) % count;
}
