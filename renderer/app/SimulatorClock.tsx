import { useId } from 'react';
import Icon from '@cloudscape-design/components/icon';
import type { ConnectionClock } from '#shared/model/connection.ts';
import { connectionTime } from '../store/connectionTime.ts';
import { useCall, useNotice } from '../store/useCall.ts';
import { useRealNow } from '../store/useNow.ts';
import { momentWords } from '../ui/moment.ts';

const SPEEDS = [1, 10, 30, 60, 300, 1000];

/** A simulator's time, how fast it runs, and its brake. */
export function SimulatorClock({ id, clock }: { readonly id: string; readonly clock: ConnectionClock }) {
  const call = useCall();
  const notice = useNotice();
  const label = useId();
  const now = connectionTime(clock, useRealNow());
  const change = async (part: { readonly speed?: number; readonly paused?: boolean }): Promise<void> => {
    const answer = await call('simulator.clock', { connection: id, ...part });
    if (answer.ok && !answer.value.ok) notice('error', `${answer.value.error.message} ${answer.value.error.remedy}`);
  };
  const speeds = SPEEDS.includes(clock.speed) ? SPEEDS : [...SPEEDS, clock.speed].sort((a, b) => a - b);
  return (
    <span className="simulator-clock">
      <span title="Ages and moments on the pages are in this time">
        Simulated time <time dateTime={new Date(now).toISOString()}>{momentWords(now)}</time>
      </span>
      <label htmlFor={label}>Speed</label>
      <select id={label} value={clock.speed} onChange={({ target }) => void change({ speed: Number(target.value) })}>
        {speeds.map((speed) => (
          <option key={speed} value={speed}>
            {speed}×
          </option>
        ))}
      </select>
      <button type="button" onClick={() => void change({ paused: !clock.paused })}>
        <Icon name={clock.paused ? 'play' : 'pause'} size="small" />
        {clock.paused ? 'Resume' : 'Pause'}
      </button>
    </span>
  );
}
