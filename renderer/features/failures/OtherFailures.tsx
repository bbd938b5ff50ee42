import Badge from '@cloudscape-design/components/badge';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Thrown } from '#shared/analysis/failures/thrown.ts';
import { titleOf } from '#shared/analysis/failures/thrown.ts';
import { formatMillis } from '#shared/units/format.ts';
import { millis } from '#shared/units/units.ts';
import { FailureChain } from './FailureChain.tsx';

interface OtherFailuresProps {
  /** What began it. */
  readonly root: Thrown;
  readonly others: readonly Thrown[];
}

/** What else failed before the job was up again, in the order in which it did. */
export const OtherFailures = ({ root, others }: OtherFailuresProps) => (
  <ExpandableSection headerText={`Failed with it (${others.length})`}>
    <ol className="failure__others">
      {others.map((each, i) => (
        <li key={i}>
          <details>
            <summary>
              <span className="failure__offset">{offset(each.at - root.at)}</span>{' '}
              {each.task === null ? 'The job' : `${withArrows(each.task.vertex)}, subtask ${each.task.subtask}`}:{' '}
              <SecretText text={titleOf(each)} fixed /> {each.role.kind === 'follows' && <Badge>consequence</Badge>}
              {each.signature === root.signature && <Badge>same cause</Badge>}
            </summary>
            <FailureChain thrown={each} />
          </details>
        </li>
      ))}
    </ol>
  </ExpandableSection>
);

const offset = (difference: number): string =>
  difference === 0 ? 'at once' : `${difference < 0 ? '' : '+'}${formatMillis(millis(difference))}`;
