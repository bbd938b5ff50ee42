import Alert from '@cloudscape-design/components/alert';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { samplesWords } from '#renderer/charts/flame/words.ts';
import { useRealNow } from '#renderer/store/useNow.ts';
import { counted } from '#renderer/ui/wording.ts';
import type { Job } from '#shared/model/job.ts';
import { MINUTE } from '#shared/units/units.ts';
import { countdownWords, ofWords } from './said.ts';
import type { Sampled, Sampling } from './useSampling.ts';

/** How far a sampling is, what the last one gave, and why one gives nothing. */
export function SamplingProgress({ sampling: { sampled, trouble }, job }: { readonly sampling: Sampling; readonly job: Job }) {
  if (sampled === null) return null;
  const { vertex, subtask, sampling } = sampled;
  const name = ofWords(job.vertices.find(({ id }) => id === vertex)?.name ?? sampling?.name ?? 'a vertex', subtask);
  return (
    <>
      {trouble !== null && (
        <Alert type="warning" header="Sampling gives nothing at present">
          {trouble.message} {trouble.remedy}
        </Alert>
      )}
      {sampling?.state === 'disabled' ? (
        <Disabled />
      ) : (
        sampling?.state === 'ended' && <Ended name={name} samples={sampling.samples} goesOn={sampled.over === null} />
      )}
      {sampled.over === null ? (
        <Running sampled={sampled} name={name} />
      ) : (
        sampling?.state !== 'disabled' && <Over sampled={sampled} over={sampled.over} name={name} />
      )}
    </>
  );
}

function Running({ sampled: { sampling, until, minutes }, name }: { readonly sampled: Sampled; readonly name: string }) {
  const left = Math.max(0, until - useRealNow());
  const far =
    sampling === null || sampling.rounds === 0
      ? 'Flink takes its first samples: about 5 s, more with many subtasks'
      : `Round ${sampling.rounds}, ${samplesWords(sampling.samples)}`;
  return (
    <ProgressBar
      variant="standalone"
      label={`Sampling ${name}`}
      value={Math.min(100, 100 * (1 - left / (minutes * MINUTE)))}
      additionalInfo={`${far}; stops by itself in ${countdownWords(left)}`}
      ariaLabel={`Sampling ${name}`}
    />
  );
}

const Disabled = () => (
  <Alert type="warning" header="Flame graphs are switched off on this cluster">
    Flink samples nothing while rest.flamegraph.enabled is false. Set it to true in the cluster’s configuration and restart the
    JobManager; for a managed application AWS Support switches it. Captures below can be opened all the same.
  </Alert>
);

const Ended = ({ name, samples, goesOn }: { readonly name: string; readonly samples: number; readonly goesOn: boolean }) => (
  <Alert type="info" header={`${name} does not run`}>
    A vertex that has ended has no threads to sample.
    {samples > 0 ? ` It has ${samplesWords(samples)} from before.` : ''}
    {goesOn ? ' Sampling goes on when it runs again.' : ''}
  </Alert>
);

interface OverProps {
  readonly sampled: Sampled;
  readonly over: NonNullable<Sampled['over']>;
  readonly name: string;
}

const Over = ({ sampled: { sampling, minutes }, over, name }: OverProps) => (
  <StatusIndicator type="stopped">
    {sampling === null || sampling.samples === 0
      ? `${name}: no samples. ${whyOver(over, minutes)} Flink needs about 5 s for a round, more with many subtasks.`
      : `${name}: ${samplesWords(sampling.samples)} in ${counted(sampling.rounds, 'round')}. ${whyOver(over, minutes)}`}
  </StatusIndicator>
);

function whyOver(over: OverProps['over'], minutes: number): string {
  switch (over) {
    case 'stopped':
      return 'Stopped by hand.';
    case 'by itself':
      return `Stopped by itself after ${minutes} min.`;
    case 'cursor':
      return 'Stopped when the time cursor went to the past.';
    case 'closed':
      return 'Stopped when the view was closed.';
  }
}
