import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { Job } from '#shared/model/job.ts';
import { readAddress } from './address.ts';
import { SamplingProgress } from './SamplingProgress.tsx';
import { runningIn } from './useSampling.ts';
import type { Sampling } from './useSampling.ts';
import { ALL_SUBTASKS, subtaskChoices, vertexChoices } from './vertexChoices.ts';

interface SamplingPanelProps {
  readonly job: Job;
  readonly sampling: Sampling;
  /** Null: it can be sampled. */
  readonly refused: string | null;
  readonly onStart: () => void;
}

const limits = [1, 5, 15].map((minutes) => ({ value: String(minutes), label: `${minutes} min` }));
const DEFAULT_LIMIT = 5;

/** What to sample; what that costs; how far it is. Nothing is sampled before somebody says so. */
export function SamplingPanel({ job, sampling, refused, onStart }: SamplingPanelProps) {
  const [addressed] = useState(() => readAddress(location.search));
  const [chosen, setChosen] = useState(addressed.vertex);
  const [subtask, setSubtask] = useState(addressed.subtask);
  const [minutes, setMinutes] = useState(DEFAULT_LIMIT);
  const choices = vertexChoices(job);
  const vertex =
    job.vertices.find(({ id }) => id === (chosen ?? choices[0]?.value)) ??
    job.vertices.find(({ id }) => id === choices[0]?.value);
  const subtasks = vertex === undefined ? [] : subtaskChoices(vertex);
  const ofSubtask = subtask !== null && vertex !== undefined && subtask < vertex.parallelism ? subtask : null;
  const bottleneck = findBottleneck(job)?.vertex ?? null;
  const running = runningIn(sampling);

  if (vertex === undefined)
    return <Box color="text-body-secondary">The job has no vertices yet: there is nothing to sample.</Box>;
  return (
    <div className="flame-sampling">
      <div className="flame-sampling__form">
        <FormField label="Vertex" description={vertex.id === bottleneck ? 'The bottleneck of the job.' : undefined}>
          <Select
            selectedOption={choices.find(({ value }) => value === vertex.id) ?? null}
            options={choices}
            disabled={running !== null}
            filteringType={choices.length > 8 ? 'auto' : 'none'}
            filteringAriaLabel="Find a vertex"
            expandToViewport
            onChange={({ detail }) => {
              setChosen(detail.selectedOption.value ?? null);
              setSubtask(null);
            }}
          />
        </FormField>
        <FormField label="Subtasks">
          <Select
            selectedOption={
              subtasks.find(({ value }) => value === (ofSubtask === null ? ALL_SUBTASKS : String(ofSubtask))) ?? null
            }
            options={subtasks}
            disabled={running !== null}
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
            disabled={running !== null}
            onChange={({ detail }) => setMinutes(Number(detail.selectedOption.value))}
          />
        </FormField>
        {running === null ? (
          <Button
            variant="primary"
            disabled={refused !== null}
            onClick={() => {
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
      {refused !== null && <Alert type="info">{refused}</Alert>}
      {running === null && refused === null && <Box variant="small">{costWords(ofSubtask, vertex.parallelism)}</Box>}
      <SamplingProgress sampling={sampling} job={job} />
    </div>
  );
}

/** Flink samples each subtask's task manager (rest.flamegraph.num-samples 100, delay-between-samples 50 ms, refresh-interval 1 min). */
const costWords = (subtask: number | null, parallelism: number): string =>
  `Sampling costs the job: in each round Flink takes 100 stacks, 50 ms apart, of ${
    subtask === null ? `each of the ${parallelism} subtasks` : `subtask ${subtask}`
  }, which halts their threads for a moment each time; rounds come about once a minute (Flink’s defaults). It ends with the limit, with Stop, and when this view is closed.`;
