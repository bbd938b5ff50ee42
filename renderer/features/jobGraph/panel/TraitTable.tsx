import Box from '@cloudscape-design/components/box';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { SharedTrait } from '#shared/analysis/skew/sharedAttribute.ts';
import { traitWords } from '#shared/analysis/skew/skewWords.ts';

/** Traits beyond these explain nothing that those before do not explain better. */
const MOST = 8;

const columns: TableProps.ColumnDefinition<SharedTrait>[] = [
  { id: 'trait', header: 'They have in common', cell: ({ attribute, value }) => `${attribute} ${value}`, isRowHeader: true },
  { id: 'slow', header: 'Slow ones with it', cell: ({ slowWith, slowWithout }) => `${slowWith} of ${slowWith + slowWithout}` },
  {
    id: 'others',
    header: 'Others with it',
    cell: ({ othersWith, othersWithout }) => `${othersWith} of ${othersWith + othersWithout}`,
  },
  { id: 'tells', header: 'What that tells', cell: (trait) => traitWords(trait) },
];

interface TraitTableProps {
  readonly traits: readonly SharedTrait[];
  readonly slow: number;
}

/** What was tried as an explanation, and how well each fits. */
export const TraitTable = ({ traits, slow }: TraitTableProps) => (
  <Table
    items={traits.slice(0, MOST)}
    trackBy={({ attribute, value }) => `${attribute} ${value}`}
    variant="embedded"
    contentDensity="compact"
    columnDefinitions={columns}
    header={
      <Box variant="h4">
        What the {slow === 1 ? 'slow one has' : `${slow} slow ones share`}, and how surely that explains{' '}
        {slow === 1 ? 'it' : 'them'}
      </Box>
    }
    ariaLabels={{ tableLabel: 'What the slow ones share' }}
  />
);
