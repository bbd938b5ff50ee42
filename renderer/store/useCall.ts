import { useMemo } from 'react';
import type { Input, Output } from '#shared/contract/contract.ts';
import type { CallName } from '#shared/contract/names.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { randomName } from '../host/random.ts';
import type { NoticeKind } from './state.ts';
import { useSession } from './SessionContext.ts';

type Call = <K extends CallName>(name: K, input: Input<K>) => Promise<Result<Output<K>, string>>;

/** Calls the host. A call that is refused or lost is told at the top of the page and comes back as a failure with that sentence. */
export function useCall(): Call {
  const session = useSession();
  const notice = useNotice();
  return useMemo(
    () => async (name, input) => {
      try {
        return ok(await session.host.call(name, input));
      } catch (thrown) {
        const sentence = thrown instanceof Error ? thrown.message : String(thrown);
        notice('error', sentence);
        return failed(sentence);
      }
    },
    [session, notice],
  );
}

/** Tells the user something at the top of the page, until dismissed. */
export function useNotice(): (kind: NoticeKind, text: string) => void {
  const session = useSession();
  return useMemo(() => (kind, text) => session.tell({ type: 'noticed', notice: { id: randomName(), kind, text } }), [session]);
}
