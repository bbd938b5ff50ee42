import { shell } from 'electron';

export const guide = 'https://docs.aws.amazon.com/managed-flink/latest/java/what-is.html';
export const flinkDocumentation = 'https://nightlies.apache.org/flink/flink-docs-stable/';

/** Hosts that a page may ask to open in the user's browser. */
const hosts: ReadonlySet<string> = new Set(['docs.aws.amazon.com', 'nightlies.apache.org', 'flink.apache.org']);

/** Opens an address in the user's browser when it is documentation; everything else is not opened at all. */
export function openDocumentation(address: string): void {
  if (isDocumentation(address)) void shell.openExternal(address);
}

export function isDocumentation(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address);
    return protocol === 'https:' && hosts.has(host) && username === '' && password === '';
  } catch {
    return false;
  }
}
