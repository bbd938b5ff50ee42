/** What the address preselects: `?vertex=cbc357ccb763df2852fee8c4fc7d55f2&subtask=3`. */
export interface Addressed {
  readonly vertex: string | null;
  readonly subtask: number | null;
}

export function readAddress(search: string): Addressed {
  const given = new URLSearchParams(search);
  const subtask = given.get('subtask');
  return { vertex: given.get('vertex'), subtask: subtask !== null && /^\d{1,5}$/.test(subtask) ? Number(subtask) : null };
}
