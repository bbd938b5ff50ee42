import type { MetricLevel } from '#shared/model/metric.ts';
import { metricLevels } from '#shared/model/metric.ts';
import type { Shared } from './ChartCard.tsx';
import { ChartCard } from './ChartCard.tsx';
import type { Choice } from './choices.ts';
import type { MetricGroup } from './groups.ts';
import { levelWords } from './words.ts';

interface ChartSectionsProps {
  readonly pinned: readonly MetricGroup[];
  readonly others: readonly MetricGroup[];
  readonly choices: Readonly<Record<string, Choice>>;
  readonly shared: Shared;
}

const NO_CHOICE: Choice = {};

/** The pinned charts, then those that the search found, by level. */
export function ChartSections({ pinned, others, choices, shared }: ChartSectionsProps) {
  const section = (title: string, groups: readonly MetricGroup[], isPinned: boolean) =>
    groups.length > 0 && (
      <section key={title} aria-label={title}>
        <h2 className="metric-section">
          {title}
          <span>{groups.length === 1 ? '1 metric' : `${groups.length} metrics`}</span>
        </h2>
        <div className="metric-grid">
          {groups.map((group) => (
            <ChartCard key={group.id} group={group} choice={choices[group.id] ?? NO_CHOICE} isPinned={isPinned} shared={shared} />
          ))}
        </div>
      </section>
    );
  const ofLevel = (level: MetricLevel) => others.filter((group) => group.level === level);
  return (
    <>
      {section('Pinned', pinned, true)}
      {metricLevels.map((level) => section(levelWords[level], ofLevel(level), false))}
    </>
  );
}
