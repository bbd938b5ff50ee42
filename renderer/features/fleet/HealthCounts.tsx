import SegmentedControl from '@cloudscape-design/components/segmented-control';
import type { Health } from '#shared/model/application.ts';
import { counted, healthWords } from '../../ui/wording.ts';
import type { HealthCount } from './countHealth.ts';

interface HealthCountsProps {
  readonly counts: readonly HealthCount[];
  /** The level that the table shows alone; null: all. */
  readonly chosen: Health['level'] | null;
  readonly onChoose: (level: Health['level'] | null) => void;
}

const ALL = 'all';

/** `14 applications`, `1 critical`, `1 warning` …; choosing a count filters the table. */
export function HealthCounts({ counts, chosen, onChoose }: HealthCountsProps) {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  // A level that is chosen stays to be seen, and left again, when its last application has recovered.
  const shown =
    chosen === null || counts.some(({ level }) => level === chosen) ? counts : [{ level: chosen, count: 0 }, ...counts];
  return (
    <SegmentedControl
      label="Health"
      selectedId={chosen ?? ALL}
      onChange={({ detail: { selectedId } }) => onChoose(shown.find(({ level }) => level === selectedId)?.level ?? null)}
      options={[
        { id: ALL, text: counted(all, 'application') },
        ...shown.map(({ level, count }) => ({ id: level, text: `${count} ${inSentence(level)}` })),
      ]}
    />
  );
}

const inSentence = (level: Health['level']): string => (level === 'ok' ? healthWords.ok : healthWords[level].toLowerCase());
