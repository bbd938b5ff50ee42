import { useMemo } from 'react';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatLogTime } from '#renderer/charts/moments.ts';
import { readLogMessage, shortLogger } from './readLogMessage.ts';
import type { LogMessage } from './readLogMessage.ts';
import type { LogRecord } from './useLogSearch.ts';

/** Records, newest first; one that has more to say opens. */
export function LogTable({ records, zone }: { readonly records: readonly LogRecord[]; readonly zone: Zone }) {
  const rows = useMemo(
    () => records.map((record, i) => ({ ...record, key: i, read: readLogMessage(record.message) })).reverse(),
    [records],
  );
  return (
    <table className="log-table" aria-label="Log records">
      <thead>
        <tr>
          <th scope="col">Time{zone === 'utc' ? ' (UTC)' : ''}</th>
          <th scope="col">Level</th>
          <th scope="col">Logger</th>
          <th scope="col">Message</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, at, read }) => (
          <tr key={key}>
            <td className="log-table__time">{formatLogTime(at, zone)}</td>
            <td>
              <span className={`log-level log-level--${(read.level ?? 'none').toLowerCase()}`}>{read.level ?? '–'}</span>
            </td>
            <td title={read.logger ?? ''}>{read.logger === null ? '–' : shortLogger(read.logger)}</td>
            <td className="log-table__message">
              <Message message={read} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Message({ message: { text, throwable, others, logger } }: { readonly message: LogMessage }) {
  if (throwable === null && others.length === 0) return <pre>{text}</pre>;
  return (
    <details>
      <summary>
        {text}
        {throwable !== null && <span className="log-table__throwable"> {throwable.split('\n', 1)[0]}</span>}
      </summary>
      {throwable !== null && <pre>{throwable}</pre>}
      <dl>
        {[...(logger === null ? [] : [['logger', logger] as const]), ...others].map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
