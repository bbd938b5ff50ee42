export const guide = 'https://docs.aws.amazon.com/managed-flink/latest/java/what-is.html';
export const flinkDocumentation = 'https://nightlies.apache.org/flink/flink-docs-stable/';

/** Hosts that a page may ask to open in the user's browser. */
const hosts: ReadonlySet<string> = new Set(['docs.aws.amazon.com', 'nightlies.apache.org', 'flink.apache.org']);

/** Whether an address may leave the app for the user's browser. */
export function isDocumentation(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address);
    return protocol === 'https:' && hosts.has(host) && username === '' && password === '';
  } catch {
    return false;
  }
}
