/** Writes of one connection come one after the other: each has read what the one before it left. */
export interface Turns {
  take<T>(connection: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nobody has a turn, and nobody waits for one. */
  idle(): Promise<void>;
}

export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(connection, work) {
      const before = last.get(connection) ?? Promise.resolve();
      const turn = before.catch(() => undefined).then(work);
      last.set(connection, turn);
      return turn;
    },
    async idle() {
      await Promise.allSettled(last.values());
    },
  };
}
