/** What `@ptr` points at. */
export interface Pointer {
  readonly group: string;
  readonly at: number;
  readonly id: string;
}

export const writePointer = ({ group, at, id }: Pointer): string => Buffer.from(`${at} ${id} ${group}`).toString('base64url');

export function readPointer(text: string): Pointer | null {
  const [, at, id, group] = /^(\d{1,15}) (\d{56}) (\S+)$/.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
  return at === undefined || id === undefined || group === undefined ? null : { group, at: Number(at), id };
}
