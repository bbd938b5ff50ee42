import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { FactList } from '#renderer/ui/FactList.tsx';
import type { CauseKind } from '#shared/analysis/skew/causes.ts';
import type { SkewJudgement } from '#shared/analysis/skew/judgeSkew.ts';
import { figure } from '#shared/analysis/skew/skewWords.ts';
import { orUnknown } from '#shared/units/format.ts';
import { SubtaskBars } from './SubtaskBars.tsx';
import { TraitTable } from './TraitTable.tsx';
import type { VertexReading } from './reading.ts';

type MeasureOf = SkewJudgement['measures'][number];

/** How evenly records, state and busy time are shared, who stands out, and what those have in common. */
export function SkewTab({ reading }: { readonly reading: VertexReading }) {
  const { skew, subtasks, detail } = reading;
  if (subtasks.length < 2)
    return <Box color="text-body-secondary">Skew needs two subtasks; this vertex has {subtasks.length}.</Box>;
  const checkpoint = detail?.checkpoint ?? null;
  return (
    <SpaceBetween size="m">
      {skew.cause === null ? (
        <Box>
          {skew.measures.length === 0
            ? 'Flink has no figures of its subtasks yet.'
            : 'No subtask stands out from the others in what is known of this moment.'}
        </Box>
      ) : (
        <Alert type={skew.by === 'state' || skew.by === null ? 'info' : 'warning'} header={headings[skew.cause.kind]}>
          {skew.cause.sentence}
        </Alert>
      )}
      {skew.measures.map((measure) => (
        <MeasureView key={measure.measure} measure={measure} reading={reading} checkpoint={checkpoint} />
      ))}
      {skew.traits.length > 0 && <TraitTable traits={skew.traits} slow={skew.slow.length} />}
      <Box color="text-body-secondary" fontSize="body-s">
        A subtask stands out when it is more than 3.5 robust deviations (median absolute deviation) above the median of its
        siblings, and by enough to matter: 25 % of its time, 10 records/s or 1,000 records and twice the median, 50 MiB of state
        and twice the median.
      </Box>
    </SpaceBetween>
  );
}

const headings: Readonly<Record<CauseKind, string>> = {
  key: 'A hot key',
  splits: 'What they read is uneven',
  state: 'Keys with more state than others',
  trait: 'The slow ones have something in common',
  unknown: 'Uneven, and nothing in common',
};

const titles: Readonly<Record<MeasureOf['measure'], string>> = {
  rate: 'Records a second',
  records: 'Records of these attempts',
  state: 'State',
  busy: 'Busy time',
};

interface MeasureViewProps {
  readonly measure: MeasureOf;
  readonly reading: VertexReading;
  readonly checkpoint: number | null;
}

function MeasureView({ measure, reading, checkpoint }: MeasureViewProps) {
  const { spread, outliers, sentence, values } = measure;
  const said = (value: number): string => figure(measure.measure, value);
  const title =
    measure.measure === 'state' && checkpoint !== null ? `State, of checkpoint ${checkpoint}` : titles[measure.measure];
  const wanted = new Set(outliers);
  const places = new Set(reading.subtasks.flatMap(({ index }, place) => (wanted.has(index) ? [place] : [])));
  return (
    <section className="vertex-skew" aria-label={title}>
      <Box variant="h4">{title}</Box>
      <Box>{sentence}</Box>
      <SubtaskBars
        label={`${title}: ${sentence}`}
        values={values}
        marked={places}
        mean={spread.mean}
        highest={said(spread.max)}
      />
      <FactList
        facts={[
          ['Max/mean', orUnknown(spread.maxOfMean, (value) => value.toFixed(2))],
          ['Coefficient of variation', orUnknown(spread.variation, (value) => value.toFixed(2))],
          ['Max', said(spread.max)],
          ['Mean', said(spread.mean)],
          ['Median', said(spread.median)],
        ]}
      />
    </section>
  );
}
