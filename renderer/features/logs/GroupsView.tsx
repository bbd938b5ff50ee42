import { useMemo, useRef } from 'react';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatMoment } from '#renderer/charts/moments.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { counted } from '#renderer/ui/wording.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { LogGroups } from '#shared/model/logs.ts';
import type { Millis } from '#shared/units/units.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import type { GroupChoice } from './chooseGroups.ts';
import { chooseGroups, firstChoice, groupKinds } from './chooseGroups.ts';
import { GroupTable } from './GroupTable.tsx';
import { groupSpans } from './groupSpans.ts';

interface GroupsViewProps {
  readonly applicationRef: ApplicationRef;
  /** Opens the search on the lines around a moment. */
  readonly onAround: (at: Millis) => void;
}

/** What an application's log says, each thing once: exceptions first, the newest on top. */
export function GroupsView({ applicationRef: ref, onAround }: GroupsViewProps) {
  const [minutes, setMinutes] = useRemembered<number>('logs-groups-minutes', groupSpans[1].minutes);
  const [choice, setChoice] = useRemembered<GroupChoice>('logs-groups-choice', firstChoice);
  const snapshot = useTopic({ kind: 'logGroups', ref, minutes });
  const input = useRef<InputProps.Ref>(null);
  useFilterFocus(input);
  const spans = groupSpans.map((span) => ({ value: String(span.minutes), label: span.text }));
  return (
    <SpaceBetween size="s">
      <div className="log-filter log-filter--groups">
        <Select
          options={spans}
          selectedOption={spans.find(({ value }) => Number(value) === minutes) ?? null}
          ariaLabel="Time"
          onChange={({ detail }) => setMinutes(Number(detail.selectedOption.value))}
        />
        <Select
          options={[...groupKinds]}
          selectedOption={groupKinds.find(({ value }) => value === choice.kind) ?? null}
          ariaLabel="What is shown"
          onChange={({ detail }) =>
            setChoice({
              ...choice,
              kind: groupKinds.find(({ value }) => value === detail.selectedOption.value)?.value ?? 'exceptions',
            })
          }
        />
        <Input
          ref={input}
          type="search"
          value={choice.find}
          placeholder="Find in exceptions and messages"
          ariaLabel="Find in exceptions and messages"
          clearAriaLabel="Clear what is looked for"
          onChange={({ detail }) => setChoice({ ...choice, find: detail.value })}
        />
        <Checkbox checked={choice.onlyNew} onChange={({ detail }) => setChoice({ ...choice, onlyNew: detail.checked })}>
          Only new
        </Checkbox>
      </div>
      <SnapshotView snapshot={snapshot} what="the exceptions">
        {(groups) => <Shown groups={groups} choice={choice} onChoice={setChoice} onAround={onAround} />}
      </SnapshotView>
    </SpaceBetween>
  );
}

interface ShownProps {
  readonly groups: LogGroups;
  readonly choice: GroupChoice;
  readonly onChoice: (choice: GroupChoice) => void;
  readonly onAround: (at: Millis) => void;
}

function Shown({ groups, choice, onChoice, onAround }: ShownProps) {
  const { zone } = useLinesLook();
  const shown = useMemo(() => chooseGroups(groups.groups, choice), [groups, choice]);
  const { goodUntil, lines } = groups;
  return (
    <SpaceBetween size="xs">
      <Box color="text-body-secondary">
        <span role="status">
          {counted(shown.length, 'group')} of {counted(lines, 'line')} that tell of trouble.{' '}
          {goodUntil === null
            ? 'It is not known when the application ran well last, so nothing is called new.'
            : `“New” was not said before ${formatMoment(goodUntil, zone)}, when the application ran well last.`}
        </span>
      </Box>
      {shown.length === 0 ? (
        <Box padding="l" textAlign="center" color="text-body-secondary">
          {emptyWords(groups, choice)}
        </Box>
      ) : (
        <GroupTable groups={shown} choice={choice} onChoice={onChoice} onAround={onAround} />
      )}
    </SpaceBetween>
  );
}

function emptyWords({ lines, groups }: LogGroups, { kind }: GroupChoice): string {
  if (lines === 0) return 'No exception, error or warning was logged in this time.';
  if (chooseGroups(groups, { ...firstChoice, kind }).length > 0) return 'No group matches.';
  return 'No exception was logged in this time; warnings or errors were.';
}
