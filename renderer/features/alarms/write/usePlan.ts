import { useCallback, useEffect, useState } from 'react';
import { useCall } from '#renderer/store/useCall.ts';
import type { AlarmChoice, AlarmPlan } from '#shared/model/alarms/plan.ts';

interface Planned {
  /** What was asked, as text. */
  readonly question: string;
  readonly plan: AlarmPlan | null;
  readonly failure: string | null;
}

interface Plan extends Omit<Planned, 'question'> {
  readonly isReading: boolean;
  /** Plans anew: the topic is another one, or the plan is too old. */
  readonly again: () => void;
}

/** What writing the chosen alarms would send. */
export function usePlan(choice: AlarmChoice): Plan {
  const call = useCall();
  const [round, setRound] = useState(0);
  const [planned, setPlanned] = useState<Planned>({ question: '', plan: null, failure: null });
  const asked = JSON.stringify(choice);
  const question = `${round} ${asked}`;
  useEffect(() => {
    let isNewest = true;
    void call('alarms.plan', { choice: JSON.parse(asked) as AlarmChoice }).then((answer) => {
      if (!isNewest) return;
      const result = answer.ok ? answer.value : null;
      setPlanned({
        question,
        plan: result?.ok === true ? result.value : null,
        failure: answer.ok
          ? answer.value.ok
            ? null
            : `${answer.value.error.message} ${answer.value.error.remedy}`
          : answer.error,
      });
    });
    return () => {
      isNewest = false;
    };
  }, [call, asked, question]);
  return { ...planned, isReading: planned.question !== question, again: useCallback(() => setRound((before) => before + 1), []) };
}
