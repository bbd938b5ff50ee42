import { useId } from 'react';
import { formatMoment } from '#renderer/charts/moments.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';
import type { FailureStory } from '#shared/analysis/failures/readFailures.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { laneSpan, placeIn } from './laneSpan.ts';
import { useHappened } from './useHappened.ts';

interface RestartLanesProps {
  readonly applicationRef: ApplicationRef;
  readonly story: FailureStory;
  readonly now: Millis | null;
  /** Opens the group of this signature. */
  readonly onOpen: (signature: string) => void;
}

/** More are in the table alone. */
const MOST_LANES = 6;

/** When each trouble took the job down, and what else happened to the application: a lane each. The table below says the same in words. */
export function RestartLanes({ applicationRef, story: { groups, bursts }, now, onOpen }: RestartLanesProps) {
  const { zone } = useLinesLook();
  const title = useId();
  const span = laneSpan(bursts, now);
  const happened = useHappened(applicationRef, span);
  const place = (at: Millis) => ({ insetInlineStart: `${placeIn(span, at) * 100}%` });
  return (
    <div className="lanes" role="group" aria-labelledby={title}>
      <div id={title} className="lanes__title">
        Failures over restarts
      </div>
      {groups.slice(0, MOST_LANES).map((group) => (
        <div key={group.signature} className="lanes__lane">
          <span className="lanes__name">
            <SecretText text={group.title} fixed />
          </span>
          <span className="lanes__track" aria-hidden="true">
            {group.bursts.map(({ job, at, givenUp }) => (
              <button
                key={`${job}|${at}`}
                type="button"
                tabIndex={-1}
                className={markClass(group.follows !== null, givenUp !== null)}
                style={place(at)}
                title={formatMoment(at, zone)}
                onClick={() => onOpen(group.signature)}
              />
            ))}
          </span>
        </div>
      ))}
      {happened.length > 0 && (
        <div className="lanes__lane">
          <span className="lanes__name">Deploys and operations</span>
          <span className="lanes__track" aria-hidden="true">
            {happened.map(({ at, text }, i) => (
              <span
                key={i}
                className="lanes__mark lanes__mark--event"
                style={place(at)}
                title={`${text}, ${formatMoment(at, zone)}`}
              />
            ))}
          </span>
        </div>
      )}
      <div className="lanes__lane lanes__ends" aria-hidden="true">
        <span className="lanes__name" />
        <span className="lanes__range">
          <span>{formatMoment(millis(span.from), zone)}</span>
          <span>{formatMoment(millis(span.to), zone)}</span>
        </span>
      </div>
    </div>
  );
}

const markClass = (follows: boolean, givenUp: boolean): string =>
  `lanes__mark${follows ? ' lanes__mark--follows' : ''}${givenUp ? ' lanes__mark--final' : ''}`;
