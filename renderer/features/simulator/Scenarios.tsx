import { useRef, useState } from 'react';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { TextFilterProps } from '@cloudscape-design/components/text-filter';
import type { ScenarioList, SimulatorView } from '#shared/simulation/control.ts';
import { useFilterFocus } from '../../ui/filterFocus.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import { counted, sentenceStart } from '../../ui/wording.ts';
import { StartScenario } from './StartScenario.tsx';
import type { Choices } from './useChoices.ts';
import type { Simulator } from './useSimulator.ts';

type Scenario = ScenarioList['scenarios'][number];

interface ScenariosProps {
  readonly view: SimulatorView;
  readonly simulator: Simulator;
  readonly choices: Choices;
  readonly answers: boolean;
}

const NONE: readonly Scenario[] = [];

/** What can be played instead. */
export function Scenarios({ view, simulator, choices, answers }: ScenariosProps) {
  const [chosen, choose] = useState<Scenario | null>(null);
  const filter = useRef<TextFilterProps.Ref>(null);
  useFilterFocus(filter);
  const all = choices.state === 'known' ? choices.list.scenarios : NONE;
  const { items, collectionProps, filterProps, filteredItemsCount, paginationProps } = useCollection(all, {
    filtering: {
      empty:
        choices.state === 'waiting' ? 'The simulator does not answer: its scenarios are not known.' : 'There is no scenario.',
      noMatch: 'No scenario matches.',
    },
    sorting: {},
    pagination: { pageSize: 10 },
  });
  if (choices.state === 'failed')
    return <Trouble type="error" header="Nothing is known of the scenarios" error={choices.error} nextTry={null} />;
  return (
    <>
      <Table
        {...collectionProps}
        variant="container"
        items={items}
        trackBy="id"
        wrapLines
        loading={answers && choices.state === 'waiting'}
        loadingText="Waiting for the scenarios"
        ariaLabels={{ tableLabel: 'Scenarios' }}
        columnDefinitions={columns(view, answers, choose)}
        header={
          <Header
            variant="h2"
            counter={all.length === 0 ? '' : `(${all.length})`}
            actions={
              <Button
                iconName="refresh"
                disabled={!answers || view.starting !== null}
                onClick={() => choose(all.find(({ id }) => id === view.scenario) ?? null)}
              >
                Start anew
              </Button>
            }
          >
            Scenarios
          </Header>
        }
        filter={
          <TextFilter
            {...filterProps}
            ref={filter}
            filteringPlaceholder="Find scenarios"
            filteringAriaLabel="Find scenarios"
            countText={counted(filteredItemsCount ?? 0, 'scenario')}
          />
        }
        pagination={all.length > 10 ? <Pagination {...paginationProps} /> : null}
      />
      {chosen === null ? null : (
        <StartScenario scenario={chosen} view={view} simulator={simulator} onClose={() => choose(null)} />
      )}
    </>
  );
}

interface StartButtonProps {
  readonly scenario: Scenario;
  readonly disabled: boolean;
  readonly onStart: (scenario: Scenario) => void;
}

const StartButton = ({ scenario, disabled, onStart }: StartButtonProps) => (
  <Button
    variant="inline-link"
    iconName="play"
    disabled={disabled}
    ariaLabel={`Start ${scenario.title}`}
    onClick={() => onStart(scenario)}
  >
    Start
  </Button>
);

const columns = (
  view: SimulatorView,
  answers: boolean,
  onStart: (scenario: Scenario) => void,
): TableProps.ColumnDefinition<Scenario>[] => [
  {
    id: 'title',
    header: 'Scenario',
    sortingField: 'title',
    isRowHeader: true,
    cell: ({ id, title }) => (
      <>
        {title}
        <Box color="text-body-secondary" fontSize="body-s">
          {id}
        </Box>
      </>
    ),
  },
  { id: 'kind', header: 'Kind', sortingField: 'kind', width: 150, cell: ({ kind }) => sentenceStart(kind) },
  {
    id: 'start',
    header: 'Action',
    width: 160,
    cell: (scenario) =>
      scenario.id === view.scenario ? (
        <StatusIndicator type="success">Plays now</StatusIndicator>
      ) : (
        <StartButton scenario={scenario} disabled={!answers || view.starting !== null} onStart={onStart} />
      ),
  },
];
