import { memo } from 'react';
import { formatLogTime } from '#renderer/charts/moments.ts';
import { shortName } from '#shared/analysis/logs/readLine.ts';
import { LineDetails } from './LineDetails.tsx';
import { useLinesLook } from './LinesContext.ts';
import type { Line } from './readLines.ts';
import { SecretText } from './SecretText.tsx';

interface LineRowProps {
  readonly line: Line;
  readonly highlight: string;
  readonly open: boolean;
  readonly onToggle: (key: number) => void;
}

/** One line; it opens to its stack trace and to everything else that it says. */
export const LineRow = memo(function LineRow({ line, highlight, open, onToggle }: LineRowProps) {
  const { zone, wrap } = useLinesLook();
  const { record, read, key } = line;
  const { level, logger, text, trace } = read;
  const [thrown] = trace;
  return (
    <>
      <span role="cell" className="log-line__open">
        <button
          type="button"
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Open'} the line of ${formatLogTime(record.at, zone)}`}
          onClick={() => onToggle(key)}
        />
      </span>
      <span role="cell" className="log-line__time">
        {formatLogTime(record.at, zone)}
      </span>
      <span role="cell" className={`log-level log-level--${(level ?? 'none').toLowerCase()}`}>
        {level ?? '–'}
      </span>
      <span role="cell" className="log-line__logger" title={logger ?? undefined}>
        {logger === null ? '–' : shortName(logger)}
      </span>
      <span role="cell" className={wrap || open ? 'log-line__text' : 'log-line__text log-line__text--cut'}>
        <SecretText text={text} highlight={highlight} />
        {thrown !== undefined && !open && thrown !== text && (
          <span className="log-line__thrown">
            <SecretText text={thrown} highlight={highlight} />
          </span>
        )}
        {open && <LineDetails line={line} />}
      </span>
    </>
  );
});
