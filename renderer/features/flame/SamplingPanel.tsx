import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import { hotSubtask } from '#shared/analysis/graph/hotSubtask.ts';
import type { Job } from '#shared/model/job.ts';
import { readAddress } from './address.ts';
import { SamplingProgress } from './SamplingProgress.tsx';
import { runningIn } from './useSampling.ts';
import type { Sampling } from './useSampling.ts';
import { ALL_SUBTASKS, subtaskChoices, vertexChoices } from './vertexChoices.ts';

interface SamplingPanelProps {
  readonly job: Job;
  readonly sampling: Sampling;
  /** A moment of the past is shown: nothing can be sampled of it. */
  readonly isPast: boolean;
  readonly onStart: () => void;
}

/** Null: all of them. `as offered`: nobody has chosen; the hot one of a skewed vertex, else all. */
type Asked = number | null | 'as offered';

const limits = [1, 5, 15].map((minutes) => ({ value: String(minutes), label: `${minutes} min` }));
const DEFAULT_LIMIT = 5;

/** What to sample; what that costs; how far it is. Nothing is sampled before somebody says so. */
export function SamplingPanel({ job, sampling, isPast, onStart }: SamplingPanelProps) {
  const [addressed] = useState(() => readAddress(location.search));
  const [chosen, setChosen] = useState(addressed.vertex);
  const [subtask, setSubtask] = useState<Asked>(addressed.subtask ?? 'as offered');
  const [minutes, setMinutes] = useState(DEFAULT_LIMIT);
  const choices = vertexChoices(job);
  const vertex =
    job.vertices.find(({ id }) => id === (chosen ?? choices[0]?.value)) ??
    job.vertices.find(({ id }) => id === choices[0]?.value);
  const subtasks = vertex === undefined ? [] : subtaskChoices(vertex);
  const hot = vertex === undefined ? null : hotSubtask(vertex);
  const wanted = subtask === 'as offered' ? (hot?.index ?? null) : subtask;
  const ofSubtask = wanted !== null && vertex !== undefined && wanted < vertex.parallelism ? wanted : null;
  const bottleneck = findBottleneck(job)?.vertex ?? null;
  const running = runningIn(sampling);
  const disabled = running !== null || isPast;

  if (vertex === undefined)
    return <Box color="text-body-secondary">The job has no vertices yet: there is nothing to sample.</Box>;
  return (
    <div className="flame-sampling">
      <div className="flame-sampling__form">
        <FormField label="Vertex" description={vertex.id === bottleneck ? 'The bottleneck of the job.' : undefined}>
          <Select
            selectedOption={choices.find(({ value }) => value === vertex.id) ?? null}
            options={choices}
            disabled={disabled}
            filteringType={choices.length > 8 ? 'auto' : 'none'}
            filteringAriaLabel="Find a vertex"
            expandToViewport
            onChange={({ detail }) => {
              setChosen(detail.selectedOption.value ?? null);
              setSubtask('as offered');
            }}
          />
        </FormField>
        <FormField label="Subtasks">
          <Select
            selectedOption={
              subtasks.find(({ value }) => value === (ofSubtask === null ? ALL_SUBTASKS : String(ofSubtask))) ?? null
            }
            options={subtasks}
            disabled={disabled}
            filteringType={subtasks.length > 12 ? 'auto' : 'none'}
            filteringAriaLabel="Find a subtask"
            expandToViewport
            onChange={({ detail: { selectedOption } }) =>
              setSubtask(selectedOption.value === ALL_SUBTASKS ? null : Number(selectedOption.value))
            }
          />
        </FormField>
        <FormField label="Stop after">
          <Select
            selectedOption={limits.find(({ value }) => value === String(minutes)) ?? null}
            options={limits}
            disabled={disabled}
            onChange={({ detail }) => setMinutes(Number(detail.selectedOption.value))}
          />
        </FormField>
        {running === null ? (
          <Button
            variant="primary"
            disabled={isPast}
            onClick={() => {
              // What is sampled stays chosen when the figures change.
              setSubtask(ofSubtask);
              sampling.start({ vertex: vertex.id, subtask: ofSubtask, minutes });
              onStart();
            }}
          >
            Start sampling
          </Button>
        ) : (
          <Button onClick={sampling.stop}>Stop sampling</Button>
        )}
      </div>
      {running === null && !isPast && subtask === 'as offered' && hot !== null && (
        <div role="status">
          {hot.sentence} (skewed): it is preselected, among all of them its stacks would drown.{' '}
          <Link
            onFollow={(event) => {
              event.preventDefault();
              setSubtask(null);
            }}
          >
            Sample all {vertex.parallelism} subtasks instead
          </Link>
        </div>
      )}
      {running === null && !isPast && <Box variant="small">{costWords(ofSubtask, vertex.parallelism)}</Box>}
      <SamplingProgress sampling={sampling} job={job} />
    </div>
  );
}

/** Flink samples each subtask's task manager (rest.flamegraph.num-samples 100, delay-between-samples 50 ms, refresh-interval 1 min). */
const costWords = (subtask: number | null, parallelism: number): string =>
  `Sampling costs the job: in each round Flink takes 100 stacks, 50 ms apart, of ${
    subtask === null ? `each of the ${parallelism} subtasks` : `subtask ${subtask}`
  }, which halts their threads for a moment each time; rounds come about once a minute (Flink’s defaults). It ends with the limit, with Stop, and when this view is closed.`;
