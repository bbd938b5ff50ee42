import { useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { samplesWords } from '#renderer/charts/flame/words.ts';
import { Age } from '#renderer/ui/Age.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { FlameSampling } from '#shared/model/insight/flame.ts';
import type { Job } from '#shared/model/job.ts';
import type { Millis } from '#shared/units/units.ts';
import { CaptureForm } from './CaptureForm.tsx';
import { captureOf, titleOf } from './captures.ts';
import { countOf } from './explored.ts';
import { FlameExplorer } from './FlameExplorer.tsx';
import { ofWords, originWords } from './said.ts';
import type { OwnSamples, Shown } from './shown.ts';
import { wholeOf } from './shown.ts';
import type { Library } from './useLibrary.ts';
import { runningIn } from './useSampling.ts';
import type { Sampling } from './useSampling.ts';

interface ShownGraphProps {
  readonly applicationRef: ApplicationRef;
  readonly shown: Shown;
  readonly sampling: Sampling;
  readonly job: Job | null;
  readonly library: Library;
  readonly isPast: boolean;
  /** The connection's time. */
  readonly now: () => Millis;
  readonly onClose: () => void;
  /** Holds one subtask against the others of its vertex; null: nothing can be sampled. */
  readonly onCompare: ((own: OwnSamples) => void) | null;
}

/** What is looked at: the sampling, or what was opened instead. */
export function ShownGraph({
  applicationRef: ref,
  shown,
  sampling,
  job,
  library,
  isPast,
  now,
  onClose,
  onCompare,
}: ShownGraphProps) {
  const [saving, setSaving] = useState(false);
  const sampled = sampling.sampled?.sampling ?? null;
  const whole = useMemo(() => wholeOf(shown, sampled), [shown, sampled]);
  const own = ownOf(shown, sampled, job);
  if (whole === null) {
    const words = emptyWords(shown, sampling, isPast);
    return words === null ? null : (
      <Container>
        <Box textAlign="center" padding="m" color="text-body-secondary">
          {words}
        </Box>
      </Container>
    );
  }
  const canSave = shown.kind === 'sampling' || (shown.kind === 'capture' && shown.key === null);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<AboutShown shown={shown} sampling={sampling} connection={ref.connection} />}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {own !== null && onCompare !== null && <Button onClick={() => onCompare(own)}>Compare with its siblings</Button>}
              {canSave && <Button onClick={() => setSaving(true)}>Save to the library</Button>}
              {shown.kind !== 'sampling' && <Button onClick={onClose}>Close</Button>}
            </SpaceBetween>
          }
        >
          <span className="flame-name">{whole.title}</span>
        </Header>
      }
    >
      <FlameExplorer key={identityOf(shown, sampling)} applicationRef={ref} {...whole} />
      {saving && (
        <CaptureForm
          header="Save to the library"
          initial={{ title: shown.kind === 'capture' ? shown.capture.title : sampled === null ? '' : titleOf(sampled), note: '' }}
          onSave={async (text) => {
            const capture =
              shown.kind === 'capture'
                ? { ...shown.capture, ...text }
                : sampled === null
                  ? undefined
                  : captureOf(sampled, now(), text);
            return capture !== undefined && (await library.save(capture)) !== null;
          }}
          onClose={() => setSaving(false)}
        />
      )}
    </Container>
  );
}

function AboutShown({
  shown,
  sampling,
  connection,
}: {
  readonly shown: Shown;
  readonly sampling: Sampling;
  readonly connection: string;
}) {
  switch (shown.kind) {
    case 'sampling':
      return `${samplesWords(sampling.sampled?.sampling?.samples ?? 0)}, ${runningIn(sampling) === null ? 'not kept unless saved' : 'growing with each round'}`;
    case 'capture': {
      const { vertex, subtask, samples, at, origin, note } = shown.capture;
      return (
        <>
          {originWords[origin]}
          {vertex === null ? '' : ` of ${ofWords(vertex.name, subtask)}`}, <Age at={at} connection={connection} ago />,{' '}
          {samplesWords(samples)}
          {shown.key === null ? '; not in the library' : ''}
          {note === '' ? '' : `. ${note}`}
        </>
      );
    }
    case 'difference':
      return `Before: ${samplesWords(countOf(shown.before.trees))} of ${shown.before.title}. After: ${samplesWords(countOf(shown.after.trees))} of ${shown.after.title}. Shares are compared.`;
    case 'siblings':
      return `Red: this subtask spends more of its time there than the other ${shown.own.parallelism - 1} do. Theirs is what all subtasks have without its part.`;
  }
}

/** One subtask's samples, where one subtask's are shown and it has siblings. */
function ownOf(shown: Shown, sampled: FlameSampling | null, job: Job | null): OwnSamples | null {
  const [of, subtask, trees] =
    shown.kind === 'capture'
      ? [shown.capture.vertex, shown.capture.subtask, shown.capture.trees]
      : shown.kind === 'sampling' && sampled !== null
        ? [{ id: sampled.vertex, name: sampled.name }, sampled.subtask, sampled.trees]
        : [null, null, null];
  const parallelism = job?.vertices.find(({ id }) => id === of?.id)?.parallelism ?? 0;
  if (of === null || subtask === null || trees === null || parallelism < 2) return null;
  return { vertex: of.id, name: of.name, subtask, parallelism, trees };
}

function emptyWords(shown: Shown, sampling: Sampling, isPast: boolean): string | null {
  const running = runningIn(sampling);
  if (shown.kind === 'siblings')
    return running === null ? 'The other subtasks gave no samples to compare with.' : 'Sampling all subtasks to compare with …';
  if (running !== null) return 'The graph comes with the first round of samples.';
  return sampling.sampled === null && !isPast
    ? 'Choose a vertex and start sampling, or open a capture from the library below.'
    : null;
}

/** Another thing is looked at anew; the same one with more samples keeps its zoom and its search. */
function identityOf(shown: Shown, { sampled }: Sampling): string {
  switch (shown.kind) {
    case 'sampling':
      return `sampling ${sampled?.vertex ?? ''} ${sampled?.subtask ?? ''}`;
    case 'capture':
      return `capture ${shown.key ?? ''} ${shown.capture.title}`;
    case 'difference':
      return `difference ${shown.before.title} ${shown.after.title}`;
    case 'siblings':
      return `siblings ${shown.own.vertex} ${shown.own.subtask}`;
  }
}
