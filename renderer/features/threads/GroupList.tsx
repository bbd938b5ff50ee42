import { useId, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { withArrows } from '#renderer/ui/wording.ts';
import type { StackGroup } from '#shared/analysis/threads/groupStacks.ts';
import type { Job } from '#shared/model/job.ts';
import { Frames } from './Frames.tsx';
import { StateMark } from './StateMark.tsx';
import { doingWords, mailWords, whoWords } from './groupWords.ts';

const PAGE = 50;

interface GroupListProps {
  readonly groups: readonly StackGroup[];
  readonly job: Job | null;
}

/** Threads by their stacks, each stack once. */
export function GroupList({ groups, job }: GroupListProps) {
  const [most, setMost] = useState(PAGE);
  return (
    <>
      <ul className="thread-groups" aria-label="Stacks">
        {groups.slice(0, most).map((group) => (
          <GroupRow key={group.key} group={group} job={job} />
        ))}
      </ul>
      {groups.length > most && (
        <Box padding={{ top: 's' }}>
          <Button onClick={() => setMost(most + PAGE)}>Show more of {groups.length} stacks</Button>
        </Box>
      )}
    </>
  );
}

function GroupRow({ group, job }: { readonly group: StackGroup; readonly job: Job | null }) {
  const [open, setOpen] = useState(false);
  const details = useId();
  const { threads } = group;
  const { what, where } = doingWords(group);
  const [first] = threads;
  const mail = mailWords(group, job);
  return (
    <li className="thread-group">
      <button
        type="button"
        className="thread-group__head"
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="thread-group__count">{threads.length}</span>
        <StateMark state={first?.thread.state ?? null} />
        <span className="thread-group__what">
          <span className="thread-group__doing">{what}</span>
          {where !== null && <code>{where}</code>}
        </span>
        <span className="thread-group__who">{whoWords(threads)}</span>
      </button>
      {open && (
        <div id={details} className="thread-group__details">
          {mail !== null && <p>{mail}</p>}
          <Frames frames={group.frames} shared={group.shared} truncated={first?.thread.truncated ?? false} />
          <Names group={group} />
        </div>
      )}
    </li>
  );
}

const NAMES = 40;

function Names({ group: { threads } }: { readonly group: StackGroup }) {
  const [all, setAll] = useState(false);
  const shown = all ? threads : threads.slice(0, NAMES);
  return (
    <div className="thread-group__names">
      <Box variant="h5" tagOverride="h3">
        Threads ({threads.length})
      </Box>
      <ul>
        {shown.map(({ thread: { id, name, waitsFor, heldBy } }, i) => (
          <li key={`${id} ${i}`}>
            {withArrows(name)}
            <span className="thread-group__quiet">
              {id >= 0 ? ` · id ${id}` : ''}
              {waitsFor === null ? '' : ` · waits for ${waitsFor}`}
              {heldBy === null ? '' : `, held by ${withArrows(heldBy.name)}`}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < threads.length && (
        <Button variant="inline-link" onClick={() => setAll(true)}>
          Show all {threads.length}
        </Button>
      )}
    </div>
  );
}
