import type { SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import Icon from '@cloudscape-design/components/icon';
import { applicationPath, hrefOf } from '../ui/paths.ts';
import { healthRank } from '../ui/healthRank.ts';
import type { Health } from '#shared/model/application.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Fleet } from '../store/useFleets.ts';
import { healthWords } from '../ui/wording.ts';

const MOST = 8;

/** What is critical or warned about, the worst first, a section for each connection that has any. */
export const sickItems = (fleets: readonly Fleet[]): readonly SideNavigationProps.Item[] =>
  fleets.flatMap(({ view, snapshot }): SideNavigationProps.Item[] => {
    const sick = (valueOf(snapshot) ?? [])
      .filter(({ health }) => health.level === 'critical' || health.level === 'warning')
      .slice()
      .sort((a, b) => healthRank(a.health.level) - healthRank(b.health.level) || a.name.localeCompare(b.name));
    if (sick.length === 0) return [];
    const text = fleets.length === 1 ? 'Needs attention' : `Needs attention at ${view.connection.name}`;
    return [
      {
        type: 'section',
        text: sick.length > MOST ? `${text} (${MOST} of ${sick.length})` : text,
        items: sick.slice(0, MOST).map(({ ref, name, health }) => ({
          type: 'link',
          text: name,
          href: hrefOf(applicationPath(ref)),
          icon: <Sign level={health.level} />,
        })),
      },
    ];
  });

const Sign = ({ level }: { readonly level: Health['level'] }) =>
  level === 'critical' ? (
    <Icon name="status-negative" variant="error" ariaLabel={healthWords.critical} />
  ) : (
    <Icon name="status-warning" variant="warning" ariaLabel={healthWords.warning} />
  );
