import Popover from '@cloudscape-design/components/popover';
import { phases, phaseWords } from '#shared/analysis/checkpoints/phases.ts';

/** The colours of the phases; each says what it is, and what to look at when it is long. */
export const PhaseLegend = () => (
  <ul className="gantt__legend" aria-label="Phases">
    {phases.map((phase) => (
      <li key={phase}>
        <span className={`gantt__swatch gantt__segment--${phase}`} aria-hidden="true" />
        <Popover
          header={phaseWords[phase].name}
          content={`${phaseWords[phase].means} When it is long: ${phaseWords[phase].lookAt}`}
          triggerType="text"
          size="large"
        >
          {phaseWords[phase].name}
        </Popover>
      </li>
    ))}
    <li>
      <span className="gantt__swatch gantt__waits" aria-hidden="true" />
      Not acknowledged
    </li>
    <li>
      <span className="gantt__mark" aria-hidden="true">
        ◆
      </span>
      Critical path
    </li>
  </ul>
);
