import type { Clock } from '#renderer/host/clock.ts';
import { SECOND, millis } from '#shared/units/units.ts';

const types = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain;charset=utf-8',
} as const;

/** The browser takes the bytes when the click has been handled; they are let go of some time after. */
const KEPT_FOR = millis(30 * SECOND);

/** Hands a file to the user, as downloads are. */
export function saveFile(name: string, content: Blob, clock: Clock): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  clock.after(KEPT_FOR, () => URL.revokeObjectURL(address));
}

/** A text as a file. */
export const textFile = (kind: keyof typeof types, text: string): Blob => new Blob([text], { type: types[kind] });

/** `orders-metrics-2026-03-03T14-05.csv`: what most file systems take. */
export const fileName = (application: string, what: string, at: number, ending: string): string =>
  `${[application, what].join('-').replaceAll(/[^\w.-]+/g, '-')}-${new Date(at).toISOString().slice(0, 16).replaceAll(':', '-')}.${ending}`;
