/** A name that no other page has. */
export const randomName = (): string => crypto.randomUUID();
