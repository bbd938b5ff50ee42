import { valueOf } from '#shared/model/snapshot.ts';
import Link from '@cloudscape-design/components/link';
import { useTopic, useTopics } from '../../store/useTopic.ts';
import { Page } from '../../ui/Page.tsx';
import { applicationPath, hrefOf } from '../../ui/paths.ts';

export function FleetPage() {
  const views = valueOf(useTopic({ kind: 'connections' })) ?? [];
  const fleets = useTopics(
    views.filter((view) => view.watched).map(({ connection }) => ({ kind: 'fleet' as const, connection: connection.id })),
  );
  return (
    <Page title="Fleet">
      <ul>
        {fleets
          .flatMap((fleet) => valueOf(fleet) ?? [])
          .map(({ ref, name, health }) => (
            <li key={ref.id}>
              <Link href={hrefOf(applicationPath(ref))}>{name}</Link> {health.level}
            </li>
          ))}
      </ul>
    </Page>
  );
}
