import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** The code of an MFA device, asked of the user through the connection's state. It is used once and not kept. */
export interface MfaPrompt {
  /** Resolves with the code; rejects when the connection is closed. Who asks for the same device meanwhile gets the same code. */
  ask(device: string): Promise<string>;
  answer(code: string): Result<Record<string, never>>;
  close(): void;
}

interface Waiting {
  readonly device: string;
  readonly fulfil: (code: string) => void;
  readonly refuse: (reason: Error) => void;
}

/** `show`: the device whose code is waited for; null: none. */
export function mfaPrompt(show: (device: string | null) => void): MfaPrompt {
  let waiting: readonly Waiting[] = [];
  let closed = false;

  /** Those who wait for the code of one device, which are no longer waiting then. */
  const take = (device: string | undefined): readonly Waiting[] => {
    const taken = waiting.filter((each) => each.device === device);
    waiting = waiting.filter((each) => each.device !== device);
    show(waiting[0]?.device ?? null);
    return taken;
  };

  return {
    ask: (device) =>
      new Promise((fulfil, refuse) => {
        if (closed) return refuse(new Error(CLOSED));
        waiting = [...waiting, { device, fulfil, refuse }];
        show(waiting[0]?.device ?? null);
      }),
    answer(code) {
      const taken = take(waiting[0]?.device);
      for (const { fulfil } of taken) fulfil(code);
      return taken.length === 0 ? failed(NOTHING_ASKED) : ok({});
    },
    close() {
      closed = true;
      const all = waiting;
      waiting = [];
      show(null);
      for (const { refuse } of all) refuse(new Error(CLOSED));
    },
  };
}

const CLOSED = 'The connection was closed before the code came.';

const NOTHING_ASKED: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message: 'This connection does not wait for a code.',
  remedy: 'Nothing to do: if it asks again, answer with the code that the device shows then.',
};
