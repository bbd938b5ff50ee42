import type { EventName } from '#shared/contract/names.ts';
import type { Connection } from '#shared/model/connection.ts';

/** What the engine's process has to know before it can start. */
export interface EngineStart {
  readonly version: string;
  readonly settingsFile: string;
  /** Watch this connection only; nothing of it is saved. */
  readonly override: Connection | null;
}

/** From main to the engine's process. Plain JSON: the two may run different versions of V8. */
export type ToEngine =
  | { readonly type: 'start'; readonly options: EngineStart }
  | { readonly type: 'attach' | 'detach'; readonly viewer: string }
  | { readonly type: 'call'; readonly id: number; readonly viewer: string; readonly name: string; readonly input: unknown }
  | { readonly type: 'stop' };

/** From the engine's process to main. */
export type FromEngine =
  /** The process has loaded and waits for `start`. */
  | { readonly type: 'hello' }
  /** The engine runs: calls are answered from now on. */
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly type: 'event'; readonly viewer: string; readonly name: EventName; readonly payload: unknown };

/** How a call ended. An error is a sentence: `Error` objects do not survive every transport. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };
