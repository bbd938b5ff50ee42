import { contract } from './contract.ts';
import type { Output } from './contract.ts';
import { z } from '../model/schema.ts';
import { CALLS } from './names.ts';
import type { CallName } from './names.ts';

/** Who asks: a window, a browser tab, the command line. Events of what it watches go to it alone. */
export interface Caller {
  readonly viewer: string;
}

/** One function per call; a missing one does not compile. */
export type Handlers = {
  readonly [K in CallName]: (input: z.output<(typeof contract)[K]['input']>, caller: Caller) => Promise<Output<K>> | Output<K>;
};

/** The input does not fit the contract; the message names the field. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

export const isCallName = (name: string): name is CallName => (CALLS as readonly string[]).includes(name);

/** One gate for every transport: parse what came in, run, parse what goes out. Throws `BadRequest` on a wrong name or input. */
export async function dispatch(handlers: Handlers, name: string, raw: unknown, caller: Caller): Promise<unknown> {
  if (!isCallName(name)) throw new BadRequest(`Not in the contract: ${name}`);
  const { input, output } = contract[name];
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new BadRequest(`${name}: ${z.prettifyError(parsed.error)}`);
  return output.parse(await handlers[name](parsed.data as never, caller));
}
