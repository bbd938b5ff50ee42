import Badge from '@cloudscape-design/components/badge';
import Checkbox from '@cloudscape-design/components/checkbox';
import { UNKNOWN } from '#shared/units/format.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmWrite } from '#shared/model/alarms/plan.ts';

interface WriteItemProps {
  readonly write: AlarmWrite;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** One alarm that would be written: what changes, and the exact request. */
export function WriteItem({ write, chosen, onChoose }: WriteItemProps) {
  const { name, application, alarm, region, action, request, before, differences } = write;
  return (
    <li className="alarm-write">
      <div className="alarm-write__head">
        <Checkbox checked={chosen} ariaLabel={`Write ${name}`} onChange={({ detail: { checked } }) => onChoose(checked)} />
        <Badge color={action === 'create' ? 'green' : 'blue'}>{action === 'create' ? 'Create' : 'Update'}</Badge>
        <code className="alarm-write__name">{name}</code>
        <span className="alarm-write__about">
          {alarmEntry(alarm).title} · {application} · {region}
        </span>
      </div>
      {action === 'update' && (
        <table className="alarm-differences" aria-label={`What changes in ${name}`}>
          <thead>
            <tr>
              <th scope="col">Member</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ field, before: was, after }) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{was ?? UNKNOWN}</td>
                <td>{after ?? UNKNOWN}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <details className="alarm-write__request">
        <summary>Exact request of PutMetricAlarm</summary>
        <pre tabIndex={0} role="region" aria-label={`Request of ${name}`}>
          {JSON.stringify(request, null, 2)}
        </pre>
      </details>
      {before !== null && (
        <details className="alarm-write__request">
          <summary>What the account has under this name</summary>
          <pre tabIndex={0} role="region" aria-label={`${name} as it is`}>
            {JSON.stringify(before, null, 2)}
          </pre>
        </details>
      )}
    </li>
  );
}
