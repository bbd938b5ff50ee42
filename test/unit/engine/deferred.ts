/** A promise, and the way to fulfil it. */
export function deferred<T>(): { readonly promise: Promise<T>; readonly fulfil: (value: T) => void } {
  const resolvers: ((value: T) => void)[] = [];
  const promise = new Promise<T>((resolve) => resolvers.push(resolve));
  return { promise, fulfil: (value) => resolvers.forEach((resolve) => resolve(value)) };
}
