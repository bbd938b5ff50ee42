import { Fragment } from 'react';
import Badge from '@cloudscape-design/components/badge';
import { formatLogTime } from '#renderer/charts/moments.ts';
import { Age } from '#renderer/ui/Age.tsx';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';
import { counted, withArrows } from '#renderer/ui/wording.ts';
import type { FailureGroup, VertexShare } from '#shared/analysis/failures/groups.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { GroupDetails } from './GroupDetails.tsx';

interface GroupTableProps {
  readonly applicationRef: ApplicationRef;
  readonly groups: readonly FailureGroup[];
  /** Signature of the one whose failures are shown. */
  readonly open: string | null;
  readonly onOpen: (signature: string | null) => void;
}

const columns = ['What', 'Failures', 'Where', 'Task managers', 'First', 'Last'] as const;

/** A row for each trouble; it opens to its failures, one after the other. What only follows from another stands below it. */
export const GroupTable = ({ applicationRef, groups, open, onOpen }: GroupTableProps) => (
  <table className="failure-groups" aria-label="Failures by cause">
    <thead>
      <tr>
        {columns.map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {groups.map((group) => {
        const isOpen = open === group.signature;
        return (
          <Fragment key={group.signature}>
            <Row
              group={group}
              connection={applicationRef.connection}
              open={isOpen}
              onToggle={() => onOpen(isOpen ? null : group.signature)}
            />
            {isOpen && (
              <tr className="failure-groups__details">
                <td colSpan={columns.length}>
                  <GroupDetails applicationRef={applicationRef} group={group} />
                </td>
              </tr>
            )}
          </Fragment>
        );
      })}
    </tbody>
  </table>
);

interface RowProps {
  readonly group: FailureGroup;
  readonly connection: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Row({ group, connection, open, onToggle }: RowProps) {
  const { title, bursts, vertices, taskManagers, lost, shared, follows, first, last } = group;
  return (
    <tr className={follows === null ? undefined : 'failure-groups__follows'}>
      <td className="failure-groups__what">
        <button type="button" aria-expanded={open} onClick={onToggle}>
          <SecretText text={title} fixed />
        </button>
        {follows !== null && <div className="failure-groups__note">Consequence of the lost task manager above</div>}
        {lost.length > 0 && <div className="failure-groups__note">Lost: {lost.join(', ')}</div>}
      </td>
      <td className="failure-groups__count">{bursts.length}</td>
      <td>
        {vertices.length === 0
          ? 'The job as a whole'
          : vertices.slice(0, 3).map((share) => <div key={share.vertex}>{placeWords(share, vertices.length > 1)}</div>)}
        {vertices.length > 3 && <div>and {counted(vertices.length - 3, 'more')}</div>}
        {shared.some(({ kind }) => kind === 'subtask') && <Badge color="severity-high">only this subtask</Badge>}
      </td>
      <td className="failure-groups__managers">
        {taskManagers.length === 0
          ? '–'
          : taskManagers.slice(0, 3).map(({ id, count }) => (
              <div key={id}>
                {id} {taskManagers.length > 1 && `(${count})`}
              </div>
            ))}
        {taskManagers.length > 3 && <div>and {taskManagers.length - 3} more</div>}
        {shared.some(({ kind }) => kind === 'taskManager') && <Badge color="severity-high">only this task manager</Badge>}
      </td>
      <td>
        <Seen at={first} connection={connection} />
      </td>
      <td>
        <Seen at={last} connection={connection} />
      </td>
    </tr>
  );
}

/** `Parse → Sink, subtasks 0, 3 of 4` */
function placeWords({ vertex, subtasks, parallelism, count }: VertexShare, among: boolean): string {
  const which =
    subtasks.length === parallelism && parallelism > 1
      ? `all ${parallelism} subtasks`
      : `${subtasks.length === 1 ? 'subtask' : 'subtasks'} ${subtasks.slice(0, 8).join(', ')}${subtasks.length > 8 ? ' …' : ''} of ${parallelism}`;
  return `${withArrows(vertex)}: ${which}${among ? ` (${count})` : ''}`;
}

function Seen({ at, connection }: { readonly at: Millis; readonly connection: string }) {
  const { zone } = useLinesLook();
  return (
    <span title={formatLogTime(at, zone)}>
      <Age at={at} connection={connection} ago />
    </span>
  );
}
