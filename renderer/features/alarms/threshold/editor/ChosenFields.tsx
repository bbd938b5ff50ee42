import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { serviceFigure } from '#shared/analysis/alarms/words.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Draft } from '../draft.ts';
import { chosenDraft } from '../draft.ts';
import { figureInput, formWords, movedFigure, parseFigure } from '../parseFigure.ts';
import { HourFields } from './HourFields.tsx';

interface ChosenFieldsProps {
  readonly alarm: AlarmEntry;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
}

const keys: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** A figure that somebody chooses, for the whole day or for each hour. */
export function ChosenFields({ alarm, draft, onDraft }: ChosenFieldsProps) {
  const { unit } = alarm;
  const read = parseFigure(draft.text, unit);
  const step = (key: string, shift: boolean): boolean => {
    const by = keys[key];
    if (by === undefined || !read.ok) return false;
    onDraft(chosenDraft(alarm, draft, figureInput(movedFigure(read.value, by * (shift ? 10 : 1), unit), unit)));
    return true;
  };
  const toggle = (isByHour: boolean): void =>
    onDraft({ ...draft, hours: isByHour && read.ok ? Array.from({ length: 24 }, () => read.value) : null });
  return (
    <SpaceBetween size="s">
      <FormField
        label={draft.hours === null ? 'Threshold' : 'Loosest hour'}
        constraintText={`${formWords[unit]}. Arrow keys move it.`}
        {...(read.ok ? {} : { errorText: read.error })}
      >
        <div className="threshold-chosen">
          <Input
            value={draft.text}
            invalid={!read.ok}
            onChange={({ detail }) => onDraft(chosenDraft(alarm, draft, detail.value))}
            onKeyDown={(event) => {
              const { key, ctrlKey, metaKey, altKey, shiftKey } = event.detail;
              if (!ctrlKey && !metaKey && !altKey && step(key, shiftKey)) event.preventDefault();
            }}
          />
          <Box variant="span">{read.ok ? `= ${serviceFigure(read.value, unit)}` : ''}</Box>
        </div>
      </FormField>
      <Checkbox checked={draft.hours !== null} disabled={!read.ok} onChange={({ detail }) => toggle(detail.checked)}>
        Another one for each hour of the day
      </Checkbox>
      {draft.hours !== null && (
        <ExpandableSection headerText="Hours (UTC)" defaultExpanded>
          <HourFields alarm={alarm} draft={draft} hours={draft.hours} onDraft={onDraft} />
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}
