import { useId, useMemo, useState } from 'react';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { zones } from '#renderer/charts/moments.ts';
import { useNow } from '#renderer/store/useNow.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { BacktestView } from './backtest/BacktestView.tsx';
import type { Kept, Rule } from './candidatesOf.ts';
import { candidatesOf, freePlace } from './candidatesOf.ts';
import { PointTable } from './chart/PointTable.tsx';
import { ThresholdChart } from './chart/ThresholdChart.tsx';
import type { Draft } from './draft.ts';
import { choiceOf, chosenDraft, draftThreshold, firstDraft, takenOver } from './draft.ts';
import { ThresholdEditor } from './editor/ThresholdEditor.tsx';
import { figureInput } from './parseFigure.ts';
import type { Span } from './spans.ts';
import { lastWeek } from './spans.ts';
import type { Shown } from './studied.ts';
import { learnedFrom, triedOn } from './studied.ts';
import './threshold.css';
import { Unread } from './Unread.tsx';
import { useChoice } from './useChoice.ts';
import { useRecent } from './useRecent.ts';
import { useThresholdStudies } from './useThresholdStudies.ts';

interface ThresholdPanelProps {
  readonly applicationRef: ApplicationRef;
  readonly detail: AlarmDetail;
}

/** The threshold of one alarm on the chart of its figure: where it comes from, another one, and what each would have done. */
export function ThresholdPanel({ applicationRef: ref, detail }: ThresholdPanelProps) {
  const alarm = alarmEntry(detail.cell.alarm);
  const id = useId();
  const [zone] = useKept('zone', zones, 'local');
  const [edited, setDraft] = useState<Draft | null>(null);
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const [rules, setRules] = useState<Readonly<Record<string, Rule>>>({});
  const [span, setSpan] = useState<Span>(lastWeek);
  const [wanted, setWanted] = useState<Shown>('recent');
  const [view, setView] = useState('chart');
  const now = useNow(ref.connection);
  const { learning, trial, run } = useThresholdStudies(ref, alarm.id, setWanted);
  const choice = useChoice(ref, alarm.id, choiceOf(detail));

  const { threshold, definition } = detail;
  const proposal = learning.answer?.value.threshold ?? (threshold?.basis === 'learned' ? threshold : null);
  // Until something is edited the draft is what holds, also when that changes.
  const draft = useMemo(() => edited ?? firstDraft(alarm, threshold), [edited, alarm, threshold]);
  const meant = useMemo(() => draftThreshold(alarm, draft, proposal), [alarm, draft, proposal]);
  const candidates = useMemo(
    () => candidatesOf(alarm, { threshold, definition }, meant.ok ? meant.value : null, kept, rules),
    [alarm, threshold, definition, meant, kept, rules],
  );

  const hours = useRecent(ref, detail, now);
  const recent = hours.studied;
  const learned = useMemo(
    () => (learning.answer === null ? null : learnedFrom(learning.answer.question, learning.answer.value)),
    [learning.answer],
  );
  const tried = useMemo(() => (trial.answer === null ? null : triedOn(trial.answer)), [trial.answer]);
  const all = { recent, learned, tried };
  const shown = all[wanted] === null ? 'recent' : wanted;
  const studied = all[shown] ?? recent;

  const move = (value: number): void => {
    const from = draft.basis !== 'chosen' && meant.ok ? takenOver(alarm, meant.value) : draft;
    setDraft(chosenDraft(alarm, from, figureInput(value, alarm.unit)));
  };
  const place = freePlace(kept);
  const movable = candidates.find((each) => each.id === 'draft') ?? candidates.find((each) => each.id === 'current') ?? null;
  return (
    <section className="threshold" aria-label={`Threshold of ${alarm.title}`}>
      <div className="threshold__bar">
        <SegmentedControl
          label="Which time the chart shows"
          selectedId={shown}
          options={[
            { id: 'recent', text: 'Last hours' },
            { id: 'learned', text: 'Learned from', disabled: learned === null },
            { id: 'tried', text: 'Back-test', disabled: tried === null },
          ]}
          onChange={({ detail: { selectedId } }) => setWanted(shownOf(selectedId))}
        />
        <SegmentedControl
          label="How it is shown"
          selectedId={view}
          options={[
            { id: 'chart', text: 'Chart' },
            { id: 'table', text: 'Table' },
          ]}
          onChange={({ detail: { selectedId } }) => setView(selectedId)}
        />
        {shown === 'recent' && hours.reading && <StatusIndicator type="loading">Reading what is not kept</StatusIndicator>}
      </div>
      {shown === 'recent' && hours.error !== null && !hours.reading && <Unread error={hours.error} onAgain={hours.again} />}
      {view === 'table' ? (
        <PointTable {...{ alarm, studied, candidates, zone }} />
      ) : (
        <ThresholdChart id={`${id}-chart`} {...{ alarm, studied, candidates, zone }} draft={movable} onMove={move} />
      )}
      <div className="threshold__parts">
        <section aria-labelledby={`${id}-editor`}>
          <h5 id={`${id}-editor`}>Threshold</h5>
          <ThresholdEditor {...{ alarm, detail, draft, meant, learning, choice, zone }} onDraft={setDraft} />
        </section>
        <section aria-labelledby={`${id}-backtest`}>
          <h5 id={`${id}-backtest`}>Back-test</h5>
          <BacktestView
            {...{ alarm, candidates, span, zone }}
            study={trial}
            onSpan={setSpan}
            onRun={run === null || candidates.length === 0 ? null : () => run(span, candidates)}
            onRule={(of, rule) => setRules({ ...rules, [of]: rule })}
            onKeep={
              place === null || !candidates.some((each) => each.id === 'draft') || !meant.ok
                ? null
                : () => setKept([...kept, { place, threshold: meant.value }])
            }
            onDrop={(of) => setKept(kept.filter((each) => `kept-${each.place}` !== of))}
          />
        </section>
      </div>
    </section>
  );
}

const shownKinds: readonly Shown[] = ['recent', 'learned', 'tried'];
const shownOf = (id: string): Shown => shownKinds.find((each) => each === id) ?? 'recent';
