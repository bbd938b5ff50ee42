import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import type { Zone } from '#renderer/charts/moments.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import type { StateChange } from '#shared/model/alarms/status.ts';
import { stateWords } from '../words/cellWords.ts';

interface StateHistoryProps {
  /** Newest first. */
  readonly changes: readonly StateChange[];
  readonly zone: Zone;
}

const FEW = 5;

/** When the state of an alarm changed, and why; each moment leads to itself. */
export function StateHistory({ changes, zone }: StateHistoryProps) {
  const [all, setAll] = useState(false);
  if (changes.length === 0) return <p className="alarm-item__quiet">Its state has not changed while it was watched.</p>;
  return (
    <>
      <ol className="alarm-history" aria-label="Changes of state">
        {(all ? changes : changes.slice(0, FEW)).map(({ at, from, to, reason }) => (
          <li key={at}>
            <MomentLink at={at} zone={zone} /> <b className={`alarm-state--${to}`}>{stateWords[to]}</b>
            {from === null ? '' : `, was ${stateWords[from]}`}
            {reason !== '' && <span className="alarm-item__quiet">: {reason}</span>}
          </li>
        ))}
      </ol>
      {changes.length > FEW && (
        <Button variant="inline-link" onClick={() => setAll(!all)}>
          {all ? 'Show the newest alone' : `Show all ${changes.length}`}
        </Button>
      )}
    </>
  );
}
