import type { ComponentType } from 'react';
import { lazy } from 'react';

/** A part of the pages could not be read from the host: nothing is wrong with the part. The browser remembers that until the page is loaded anew. */
export class UnreadPart extends Error {
  override readonly name = 'UnreadPart';
}

/** A component that is read from the host when it is drawn first; throws `UnreadPart` where the host does not give it. */
export const readLater = <Props extends object>(read: () => Promise<ComponentType<Props>>) =>
  lazy(async () => {
    try {
      return { default: await read() };
    } catch (cause) {
      throw new UnreadPart('A part of the page could not be read from the host.', { cause });
    }
  });
