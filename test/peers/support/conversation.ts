import { expect } from 'vitest';
import type { Millis } from '#shared/units/units.ts';
import { openBoto3 } from './boto3.ts';
import type { Boto, BotoAnswer, BotoCall } from './boto3.ts';
import type { PeerSimulator } from './simulator.ts';
import { startSimulator } from './simulator.ts';

export type Output = Readonly<Record<string, unknown>>;
type How = Pick<BotoCall, 'pages' | 'protocol'>;

/** What has come of all calls of one operation. */
export interface Heard {
  readonly service: string;
  readonly operation: string;
  good: number;
  readonly refusals: Set<string>;
  violations: number;
  /** Those that it was asked to speak. */
  readonly protocols: Set<string>;
}

/** boto3 talks to a simulator; what comes over the wire has to be what the services' models say. */
export interface Conversation {
  readonly simulator: PeerSimulator;
  readonly boto: Boto;
  readonly heard: ReadonlyMap<string, Heard>;
  start(args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
  /** Whatever comes of it. */
  ask(call: BotoCall): Promise<BotoAnswer>;
  /** A call that has to be answered. */
  good(service: string, operation: string, input?: object, how?: How): Promise<Output>;
  /** A call that has to be refused by this name. */
  refused(service: string, operation: string, input: object, code: string, how?: How): Promise<void>;
  /** Lets simulated time pass, so much at once, until a call is answered as it should be. */
  until(call: () => Promise<unknown>, wanted: unknown, step: Millis): Promise<void>;
}

const PATIENCE = 60;

export function createConversation(): Conversation {
  const heard = new Map<string, Heard>();
  let simulator: PeerSimulator | undefined;
  let boto: Boto | undefined;
  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The conversation has not begun.');
    return value;
  };

  const ask = async (call: BotoCall): Promise<BotoAnswer> => {
    const answer = await present(boto).call(call);
    const { service, operation } = call;
    const name = `${service} ${operation}`;
    const entry = heard.get(name) ?? { service, operation, good: 0, refusals: new Set(), violations: 0, protocols: new Set() };
    heard.set(name, entry);
    if (answer.error === undefined) entry.good += 1;
    else entry.refusals.add(answer.error.code);
    entry.violations += answer.violations.length;
    if (call.protocol !== undefined) entry.protocols.add(call.protocol);
    expect(answer.violations).toEqual([]);
    return answer;
  };

  return {
    get simulator() {
      return present(simulator);
    },
    get boto() {
      return present(boto);
    },
    heard,
    async start(args) {
      simulator = await startSimulator(args);
      boto = await openBoto3(simulator);
    },
    async stop() {
      await boto?.close();
      if (simulator !== undefined) expect(await simulator.stop()).toBe(0);
    },
    ask,
    async good(service, operation, input = {}, how = {}) {
      const { output, error } = await ask({ service, operation, input, ...how });
      expect(error, `${service} ${operation}`).toBeUndefined();
      return output ?? {};
    },
    async refused(service, operation, input, code, how = {}) {
      const { error } = await ask({ service, operation, input, ...how });
      expect(error, `${service} ${operation} ${JSON.stringify(input)}`).toMatchObject({ code });
      expect(error?.message).not.toBe('');
    },
    async until(call, wanted, step) {
      let said = await call();
      for (let i = 0; i < PATIENCE && said !== wanted; i++) {
        await present(simulator).advance(step);
        said = await call();
      }
      expect(said).toBe(wanted);
    },
  };
}
