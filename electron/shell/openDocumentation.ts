import { shell } from 'electron';
import { isDocumentation } from './documentation.ts';

/** Opens an address in the user's browser when it is documentation; everything else is not opened at all. */
export function openDocumentation(address: string): void {
  if (isDocumentation(address)) void shell.openExternal(address);
}
