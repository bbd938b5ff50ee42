import { useEffect, useState } from 'react';
import type { Input } from '#shared/contract/contract.ts';
import type { AlarmCode } from '#shared/model/alarms/plan.ts';
import { useCall } from '#renderer/store/useCall.ts';

interface Written {
  /** What was asked for, as text. */
  readonly question: string;
  readonly code: AlarmCode | null;
  /** One or two sentences. */
  readonly failure: string | null;
}

interface Shown extends Omit<Written, 'question'> {
  /** What is shown is of another question than the newest. */
  readonly isReading: boolean;
}

/** The code of the chosen alarms; what was shown stays while the next is written. */
export function useAlarmCode(question: Input<'alarms.export'>): Shown {
  const call = useCall();
  const [written, setWritten] = useState<Written>({ question: '', code: null, failure: null });
  const asked = JSON.stringify(question);
  useEffect(() => {
    let isNewest = true;
    void call('alarms.export', JSON.parse(asked) as Input<'alarms.export'>).then((answer) => {
      if (!isNewest) return;
      const result = answer.ok ? answer.value : null;
      setWritten({
        question: asked,
        code: result?.ok === true ? result.value : null,
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
  }, [call, asked]);
  return { ...written, isReading: written.question !== asked };
}
