import { AlarmMark } from '../AlarmMark.tsx';
import { sights, sightWords } from '../words/sight.ts';

/** What the signs stand for. */
export const Legend = () => (
  <ul className="alarm-legend" aria-label="Legend">
    {sights.map((sight) => (
      <li key={sight}>
        <span className={`alarm-cell alarm-cell--${sight}`}>
          <AlarmMark sight={sight} size={14} />
        </span>
        {sightWords[sight]}
      </li>
    ))}
    <li>
      <span className="alarm-cell">
        <span className="alarm-cell__snoozed" aria-hidden="true">
          z
        </span>
      </span>
      Snoozed
    </li>
  </ul>
);
