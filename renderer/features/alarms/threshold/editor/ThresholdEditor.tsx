import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Zone } from '#renderer/charts/moments.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Result } from '#shared/model/sourceError.ts';
import type { Basis, Draft } from '../draft.ts';
import { hoursOf, isSame, takenOver } from '../draft.ts';
import { exactlyFires } from '../figureWords.ts';
import type { Choice } from '../useChoice.ts';
import { ChosenFields } from './ChosenFields.tsx';
import { LearnForm } from './LearnForm.tsx';
import type { LearnStudy } from './LearnForm.tsx';
import { SaveBar } from './SaveBar.tsx';
import { originWords } from './originWords.ts';

export interface EditorProps {
  readonly alarm: AlarmEntry;
  readonly detail: AlarmDetail;
  readonly draft: Draft;
  /** What the draft means, or why it means nothing. */
  readonly meant: Result<Threshold, string>;
  readonly learning: LearnStudy;
  readonly choice: Choice;
  readonly zone: Zone;
  readonly onDraft: (draft: Draft) => void;
}

/** Where the threshold comes from, another one beside it, and what becomes of it. */
export function ThresholdEditor(props: EditorProps) {
  const { alarm, detail, draft, meant, learning, zone, onDraft } = props;
  const { threshold } = detail;
  const choose = (basis: Basis): void =>
    onDraft(basis === 'chosen' && draft.basis !== 'chosen' && meant.ok ? takenOver(alarm, meant.value) : { ...draft, basis });
  return (
    <SpaceBetween size="s">
      <dl className="threshold-facts">
        <dt>Now</dt>
        <dd>
          {threshold === null ? (
            (detail.learning ?? 'No threshold yet.')
          ) : (
            <>
              <b>{exactlyFires(threshold.value, alarm)}</b> {originWords(threshold, zone)}
            </>
          )}
        </dd>
        <dt>Draft</dt>
        <dd>
          {meant.ok && isSame(meant.value, threshold) ? (
            <Box color="text-body-secondary">as now</Box>
          ) : meant.ok ? (
            <>
              <b>{exactlyFires(meant.value.value, alarm)}</b> {originWords(meant.value, zone)}
            </>
          ) : (
            <Box color="text-body-secondary">{meant.error}</Box>
          )}
        </dd>
      </dl>
      <SegmentedControl
        label="Where the threshold comes from"
        selectedId={draft.basis}
        options={sources(alarm)}
        onChange={({ detail: { selectedId } }) => choose(basisOf(selectedId))}
      />
      {draft.basis === 'guide' && (
        <Box color="text-body-secondary">The Developer Guide recommends this figure (p. {alarm.page}).</Box>
      )}
      {draft.basis === 'learned' && <LearnForm {...{ alarm, learning, zone }} />}
      {draft.basis === 'chosen' && <ChosenFields {...{ alarm, draft, onDraft }} />}
      {meant.ok && hoursOf(meant.value) !== null && (
        <Box color="text-body-secondary" fontSize="body-s">
          An alarm of CloudWatch has one figure for the whole day: it is given the loosest of the 24 hours,{' '}
          {exactlyFires(meant.value.value, alarm)}. Streamgauge itself compares each hour (UTC) with its own.
        </Box>
      )}
      <SaveBar {...props} />
    </SpaceBetween>
  );
}

const bases: readonly Basis[] = ['guide', 'learned', 'chosen'];
const basisOf = (id: string): Basis => bases.find((each) => each === id) ?? 'chosen';

const sources = (alarm: AlarmEntry) => [
  {
    id: 'guide',
    text: 'Guide’s',
    ...(alarm.threshold === null ? { disabled: true, disabledReason: 'The guide leaves this threshold to the owner.' } : {}),
  },
  {
    id: 'learned',
    text: 'Learned',
    ...(alarm.learning === null
      ? { disabled: true, disabledReason: 'The guide names a figure that holds for every application: nothing is learned.' }
      : {}),
  },
  { id: 'chosen', text: 'Chosen' },
];
