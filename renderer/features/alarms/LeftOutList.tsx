import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { counted } from '#renderer/ui/wording.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { LeftOut } from '#shared/model/alarms/plan.ts';

/** What an export or a plan leaves out, and why: alarms of the same reason together. */
export function LeftOutList({ left }: { readonly left: readonly LeftOut[] }) {
  if (left.length === 0) return null;
  const groups = new Map<string, LeftOut[]>();
  for (const each of left) {
    const key = `${each.alarm}|${each.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return (
    <ExpandableSection headerText={`${counted(left.length, 'alarm')} left out`} variant="footer">
      <ul className="alarm-left">
        {Array.from(groups, ([key, same]) => (
          <li key={key}>
            <strong>{same[0] === undefined ? '' : alarmEntry(same[0].alarm).title}</strong> {applicationsOf(same)}:{' '}
            {same[0]?.reason}
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}

const MOST = 4;

const applicationsOf = (left: readonly LeftOut[]): string => {
  const names = left.map(({ name }) => name);
  return names.length > MOST ? `of ${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more` : `of ${names.join(', ')}`;
};
