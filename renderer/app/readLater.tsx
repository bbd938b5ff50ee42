import type { ComponentType } from 'react';
import { createElement, lazy } from 'react';

/** A part of the pages could not be read from the host: nothing is wrong with the part. */
export class UnreadPart extends Error {
  override readonly name = 'UnreadPart';
}

const unread = new Set<() => void>();

/** What could not be read is asked for again when it is drawn next. */
export function readAgain(): void {
  for (const renew of unread) renew();
  unread.clear();
}

/** A component that is read from the host when it is drawn first; throws `UnreadPart` where the host does not give it. */
export function readLater<Props extends object>(read: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const renewed = () =>
    lazy(async () => {
      try {
        return { default: await read() };
      } catch (cause) {
        unread.add(() => (part = renewed()));
        throw new UnreadPart('A part of the page could not be read from the host.', { cause });
      }
    });
  // Only asking again renews it: React draws anew on a failure, which must not ask once more each time.
  let part: ComponentType<Props> = renewed();
  return (props) => createElement(part, props);
}
