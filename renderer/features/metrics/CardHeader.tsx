import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Spinner from '@cloudscape-design/components/spinner';
import type { CardProps } from './ChartCard.tsx';
import { ChartHelp } from './ChartHelp.tsx';
import { ChartSettings } from './ChartSettings.tsx';
import { useExport } from './useExport.ts';

interface CardHeaderProps extends CardProps {
  /** How the points were made. */
  readonly reading: string;
  readonly isReading: boolean;
  /** What is drawn is what is kept, and is being completed. */
  readonly isKept: boolean;
}

/** What a chart is of, how it was made, and what can be done with it. */
export function CardHeader({ group, choice, isPinned, reading, isReading, isKept, shared }: CardHeaderProps) {
  const { saveCsv, savePng } = useExport();
  const { title, of, lines, custom } = group;
  const count = lines.length === 1 ? '' : `${lines.length} series`;
  return (
    <figcaption className="metric-card__header">
      <span className="metric-card__title">
        <span className="metric-card__name" title={group.metric}>
          {title}
        </span>
        {of !== '' && (
          <span className="metric-card__of" title={of}>
            {of}
          </span>
        )}
        <span className="metric-card__reading">
          {[reading, count, custom ? 'custom' : '', isKept ? 'kept points, being completed' : '']
            .filter((part) => part !== '')
            .join(' · ')}
          <span className="metric-card__spinner">{isReading && <Spinner size="normal" />}</span>
        </span>
      </span>
      <span className="metric-card__actions">
        <ChartHelp group={group} />
        <ChartSettings group={group} choice={choice} onChoice={(next) => shared.onChoice(group.id, next)} />
        <Button
          variant="inline-icon"
          iconName={isPinned ? 'star-filled' : 'star'}
          ariaLabel={isPinned ? `Unpin ${title}` : `Pin ${title}`}
          onClick={() => shared.onPin(group.id)}
        />
        <ButtonDropdown
          variant="inline-icon"
          ariaLabel={`Save ${title}`}
          expandToViewport
          items={[
            { id: 'csv', text: 'Save as CSV' },
            { id: 'png', text: 'Save as PNG', disabled: shared.view === 'table' },
          ]}
          onItemClick={({ detail }) => (detail.id === 'csv' ? saveCsv([group]) : savePng([group]))}
        />
      </span>
    </figcaption>
  );
}
