import { failed, ok } from '#shared/model/sourceError.ts';
import type { Result } from '#shared/model/sourceError.ts';

const NEEDED = 24;

export interface NodeChoice {
  /** Version of the Node inside Electron. */
  readonly own: string;
  /** The Node that STREAMGAUGE_ENGINE_NODE names. */
  readonly named: string | undefined;
  /** The checkout's own Node 24; undefined in a package. */
  readonly checkout: string | undefined;
  readonly packaged: boolean;
}

/** Which Node runs the engine: null is Electron's own, in a utility process. A failure is one sentence. */
export function chooseEngineNode({ own, named, checkout, packaged }: NodeChoice): Result<string | null, string> {
  const suffices = Number.parseInt(own, 10) >= NEEDED;
  // A package that needs no other Node takes none: what runs with the user's rights is not for the environment to say.
  if (suffices && (packaged || named === undefined)) return ok(null);
  const external = named ?? checkout;
  return external === undefined
    ? failed(`This Electron has Node ${own}, too old for the engine: name a Node ${NEEDED} in STREAMGAUGE_ENGINE_NODE.`)
    : ok(external);
}
