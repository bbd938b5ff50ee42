import { useEffect } from 'react';
import type { Ref } from 'react';
import Icon from '@cloudscape-design/components/icon';
import Spinner from '@cloudscape-design/components/spinner';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { useCursor, usePastChanging } from '../../store/useCursor.ts';
import { useLiveNow, useRealNow } from '../../store/useNow.ts';
import { useTopic } from '../../store/useTopic.ts';
import { useKept } from '../../ui/useKept.ts';
import { Distances } from './Distances.tsx';
import { Events } from './Events.tsx';
import { MomentInput } from './MomentInput.tsx';
import { momentText } from './momentText.ts';
import { spanIds, spans, stretchOf } from './span.ts';
import { TimeSlider } from './TimeSlider.tsx';
import { useMarkers } from './useMarkers.ts';
import { useStep, useTimeScope } from './useTimeScope.ts';
import './time.css';

interface TimeBarProps {
  readonly slider: Ref<HTMLInputElement>;
  readonly onClose: () => void;
}

/** Which moment is on screen, and the way to another one. */
export function TimeBar({ slider, onClose }: TimeBarProps) {
  const { view, application, shows } = useTimeScope();
  const { at, live } = useCursor();
  const step = useStep();
  const changing = usePastChanging();
  const [span, keepSpan] = useKept('time.span', spanIds, 'six');
  const oldest = valueOf(useTopic({ kind: 'history' }))?.oldest ?? null;
  const real = useRealNow();
  const now = useLiveNow(view?.connection.id ?? '') ?? real;
  const stretch = stretchOf(span, now, oldest, at);
  const markers = useMarkers({ connection: view?.connection.id ?? null, application, from: stretch.from, to: stretch.to });

  return (
    <section className={at === null ? 'time-bar' : 'time-bar time-bar--past'} aria-label="Time">
      <div className="time-bar__state">
        <strong role="status">{at === null ? 'Live' : `Past: ${momentText(at, now)}`}</strong>
        {at !== null && <Distances at={at} first={view} />}
        {at !== null && !shows && <span>This page shows now.</span>}
        {changing && (
          <span className="time-bar__reading">
            <Spinner /> Reading
          </span>
        )}
      </div>
      <Step label="Ten minutes back" by={millis(-10 * MINUTE)} text="−10 m" onStep={step} />
      <Step label="One minute back" by={millis(-1 * MINUTE)} text="−1 m" onStep={step} />
      <TimeSlider stretch={stretch} now={now} markers={markers} slider={slider} />
      <Step label="One minute forth" by={MINUTE} text="+1 m" onStep={step} disabled={at === null} />
      <Step label="Ten minutes forth" by={millis(10 * MINUTE)} text="+10 m" onStep={step} disabled={at === null} />
      <select
        aria-label="How much time the line covers"
        value={span}
        onChange={({ target }) => keepSpan(spanIds.parse(target.value))}
      >
        {spans.map(({ id, text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
      <MomentInput now={now} />
      <Events markers={markers} now={now} />
      {at === null ? (
        <button type="button" aria-label="Close the time bar" onClick={onClose}>
          <Icon name="close" size="small" />
        </button>
      ) : (
        <button type="button" className="time-bar__live" onClick={live}>
          <Icon name="play" size="small" /> Live
        </button>
      )}
    </section>
  );
}

interface StepProps {
  readonly label: string;
  readonly text: string;
  readonly by: Millis;
  readonly disabled?: boolean;
  readonly onStep: (by: Millis) => void;
}

const Step = ({ label, text, by, disabled = false, onStep }: StepProps) => (
  <button type="button" title={label} disabled={disabled} onClick={() => onStep(by)}>
    {text}
  </button>
);

/** While the past is on screen the whole window says so. */
export function usePastTint(): void {
  const { at } = useCursor();
  useEffect(() => {
    document.body.classList.toggle('shows-past', at !== null);
  }, [at]);
}
