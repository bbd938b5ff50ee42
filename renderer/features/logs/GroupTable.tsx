import { Fragment, useState } from 'react';
import Badge from '@cloudscape-design/components/badge';
import { formatLogTime } from '#renderer/charts/moments.ts';
import { Age } from '#renderer/ui/Age.tsx';
import { useConnectionScope } from '#renderer/ui/ConnectionScope.ts';
import { Sparkline } from '#renderer/ui/Sparkline.tsx';
import { shortName } from '#shared/analysis/logs/readLine.ts';
import type { LogGroup } from '#shared/model/logs.ts';
import type { Millis } from '#shared/units/units.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';
import type { GroupChoice, GroupColumn } from './chooseGroups.ts';
import { GroupDetails } from './GroupDetails.tsx';

interface GroupTableProps {
  readonly groups: readonly LogGroup[];
  readonly choice: GroupChoice;
  readonly onChoice: (choice: GroupChoice) => void;
  readonly onAround: (at: Millis) => void;
}

const columns: readonly { readonly id: GroupColumn | 'new' | 'trend'; readonly title: string }[] = [
  { id: 'level', title: 'Level' },
  { id: 'what', title: 'What' },
  { id: 'new', title: 'New' },
  { id: 'count', title: 'Count' },
  { id: 'trend', title: 'Trend' },
  { id: 'first', title: 'First seen' },
  { id: 'last', title: 'Last seen' },
];
/** More are behind the filter. */
const MOST_ROWS = 200;

/** One row for each thing that is said; it opens to its causes. */
export function GroupTable({ groups, choice, onChoice, onAround }: GroupTableProps) {
  const [open, setOpen] = useState<string | null>(null);
  const sortBy = (id: GroupColumn | 'new'): void =>
    onChoice({ ...choice, sort: id, descending: choice.sort === id ? !choice.descending : id !== 'what' });
  return (
    <>
      <table className="log-groups" aria-label="Log groups">
        <thead>
          <tr>
            {columns.map(({ id, title }) =>
              id === 'trend' ? (
                <th key={id} scope="col">
                  {title}
                </th>
              ) : (
                <th
                  key={id}
                  scope="col"
                  aria-sort={choice.sort !== id ? 'none' : choice.descending ? 'descending' : 'ascending'}
                  className={`log-groups__${id}`}
                >
                  <button type="button" onClick={() => sortBy(id)}>
                    {title}
                  </button>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, MOST_ROWS).map((group) => (
            <Fragment key={group.signature}>
              <Row
                group={group}
                open={open === group.signature}
                onToggle={() => setOpen(open === group.signature ? null : group.signature)}
              />
              {open === group.signature && (
                <tr className="log-groups__details">
                  <td colSpan={columns.length}>
                    <GroupDetails group={group} onAround={onAround} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {groups.length > MOST_ROWS && <p>The first {MOST_ROWS} are shown: narrow them with the filter.</p>}
    </>
  );
}

interface RowProps {
  readonly group: LogGroup;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Row({ group, open, onToggle }: RowProps) {
  const { level, title, logger, count, trend, first, last, isNew } = group;
  return (
    <tr>
      <td className={`log-level log-level--${level.toLowerCase()}`}>{level}</td>
      <td className="log-groups__what">
        <button type="button" className="log-link" aria-expanded={open} onClick={onToggle}>
          <span aria-hidden="true" className="log-groups__caret" /> <SecretText text={title} fixed />
        </button>
        <span className="log-groups__logger" title={logger}>
          {shortName(logger)}
        </span>
      </td>
      <td>{isNew ? <Badge color="severity-high">new</Badge> : null}</td>
      <td className="log-groups__count">{count.toLocaleString('en-GB')}</td>
      <td>
        <Sparkline points={trend} />
      </td>
      <td>
        <Seen at={first} />
      </td>
      <td>
        <Seen at={last} />
      </td>
    </tr>
  );
}

function Seen({ at }: { readonly at: Millis }) {
  const { zone } = useLinesLook();
  return (
    <span title={formatLogTime(at, zone)}>
      <Age at={at} connection={useConnectionScope()} ago />
    </span>
  );
}
