import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { redact } from '#shared/analysis/logs/secrets.ts';
import { readStackTrace } from '#shared/analysis/logs/stackTrace.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { CauseChain } from './CauseChain.tsx';
import { useLinesLook } from './LinesContext.ts';
import type { Line } from './readLines.ts';
import { SecretText } from './SecretText.tsx';

/** Everything that a line says. */
export function LineDetails({ line: { record, read } }: { readonly line: Line }) {
  const { reveal } = useLinesLook();
  const cursor = useCursor();
  const { logger, trace, others } = read;
  const causes = readStackTrace(trace);
  const fields = [...(logger === null ? [] : [['logger', logger] as const]), ...others, ['stream', record.stream] as const];
  return (
    <div className="log-details">
      {causes.length > 0 && <CauseChain causes={causes} />}
      {causes.length === 0 && trace.length > 0 && (
        <pre>
          <SecretText text={trace.join('\n')} />
        </pre>
      )}
      <dl>
        {fields.map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>
              <SecretText text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="log-details__actions">
        <Button variant="inline-link" onClick={() => cursor.set(record.at)}>
          Show everything at this moment
        </Button>
        <CopyToClipboard
          variant="inline"
          textToCopy={reveal ? record.message : redact(record.message)}
          textToDisplay="Copy the line"
          copyButtonAriaLabel="Copy the line"
          copySuccessText="Copied"
          copyErrorText="The clipboard is not to be had"
        />
      </div>
    </div>
  );
}
