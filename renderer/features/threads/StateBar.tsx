import type { ThreadDump } from '#shared/model/insight/threads.ts';
import { threadStates } from '#shared/model/insight/threads.ts';
import { StateMark, stateClass } from './StateMark.tsx';

/** How many threads are in which state: a bar, and the figures below it. */
export function StateBar({ threads }: Pick<ThreadDump, 'threads'>) {
  const counts = [...threadStates, null].flatMap((state) => {
    const count = threads.filter((each) => each.state === state).length;
    return count === 0 ? [] : [{ state, count }];
  });
  return (
    <div>
      <div className="thread-bar" aria-hidden="true">
        {counts.map(({ state, count }) => (
          <span key={String(state)} className={`thread-bar__part ${stateClass(state)}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className="thread-bar__legend">
        {counts.map(({ state, count }) => (
          <li key={String(state)}>
            <StateMark state={state} /> {count}
          </li>
        ))}
      </ul>
    </div>
  );
}
