import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { historyHelp, serviceHelp } from './patterns.ts';

/** How a pattern is written; an example is used with a click. */
export function PatternHelp({
  source,
  onUse,
}: {
  readonly source: 'service' | 'history';
  readonly onUse: (pattern: string) => void;
}) {
  return (
    <ExpandableSection headerText="How to write a pattern" variant="footer">
      <dl className="pattern-help">
        {(source === 'service' ? serviceHelp : historyHelp).map(({ pattern, means }) => (
          <div key={pattern}>
            <dt>
              <button type="button" className="log-link" aria-label={`Use ${pattern}`} onClick={() => onUse(pattern)}>
                <code>{pattern}</code>
              </button>
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </ExpandableSection>
  );
}
