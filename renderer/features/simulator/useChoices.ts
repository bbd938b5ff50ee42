import { useEffect, useState } from 'react';
import type { ScenarioList } from '#shared/simulation/control.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { useCall } from '../../store/useCall.ts';

/** What can be played and switched on: null while it is awaited, or the reason why it is not known. */
export type Choices =
  | { readonly state: 'waiting' }
  | { readonly state: 'known'; readonly list: ScenarioList }
  | { readonly state: 'failed'; readonly error: SourceError };

const WAITING: Choices = { state: 'waiting' };

/**
 * Asked once for each world: another one has other applications. What could not be told is asked again when the simulator is back;
 * until the list of a new world has come, and while nothing answers, the last one stays.
 */
export function useChoices(connection: string, world: number, answers: boolean): Choices {
  const call = useCall();
  const [known, setKnown] = useState<{ readonly world: number; readonly choices: Choices }>({ world: -1, choices: WAITING });
  const isKnown = known.world === world && known.choices.state === 'known';
  useEffect(() => {
    if (!answers || isKnown) return undefined;
    let wanted = true;
    void (async () => {
      const answer = await call('simulator.scenarios', { connection });
      if (!wanted || !answer.ok) return;
      const { value } = answer;
      setKnown((before) => {
        if (value.ok) return { world, choices: { state: 'known', list: value.value } };
        return before.choices.state === 'known' ? before : { world, choices: { state: 'failed', error: value.error } };
      });
    })();
    return () => {
      wanted = false;
    };
  }, [call, connection, world, answers, isKnown]);
  return known.world === world || known.choices.state === 'known' ? known.choices : WAITING;
}
