import { formatLogTime } from '#renderer/charts/moments.ts';
import { readLine, shortName } from '#shared/analysis/logs/readLine.ts';
import { readStackTrace } from '#shared/analysis/logs/stackTrace.ts';
import { CauseChain } from '#renderer/ui/lines/CauseChain.tsx';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { momentIn } from './resultRows.ts';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';

/** A cell of a result; a whole line of the log says what it says and opens to the rest. */
export function ResultCell({ column, text }: { readonly column: string; readonly text: string }) {
  const { zone } = useLinesLook();
  const at = momentIn(column, text);
  if (at !== null) return <time dateTime={new Date(at).toISOString()}>{formatLogTime(at, zone)}</time>;
  if (column !== '@message' || !text.startsWith('{')) return <SecretText text={text} />;
  const { level, logger, text: said, trace, others } = readLine(text);
  const causes = readStackTrace(trace);
  return (
    <details className="log-result">
      <summary>
        <span className={`log-level log-level--${(level ?? 'none').toLowerCase()}`}>{level ?? ''}</span>{' '}
        {logger === null ? '' : `${shortName(logger)}: `}
        <SecretText text={said} fixed />
      </summary>
      {causes.length > 0 && <CauseChain causes={causes} />}
      <dl>
        {others.map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>
              <SecretText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
