import { useMemo, useRef, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { InputProps } from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatMoment } from '#renderer/charts/moments.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { useFilterFocus } from '#renderer/ui/filterFocus.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { counted } from '#renderer/ui/wording.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { CopyLines } from './CopyLines.tsx';
import { DownloadButton } from './DownloadButton.tsx';
import { LineFilter } from './LineFilter.tsx';
import { LineList } from '#renderer/ui/lines/LineList.tsx';
import type { LevelChoice } from './levels.ts';
import { contains, isAtLeast } from './levels.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { useTail } from './useTail.ts';

/** The log as it comes. */
export function TailView({
  applicationRef: ref,
  onAround,
}: {
  readonly applicationRef: ApplicationRef;
  readonly onAround: () => void;
}) {
  const tail = useTail(ref);
  const [level, setLevel] = useRemembered<LevelChoice>('logs-tail-level', 'all');
  const [find, setFind] = useState('');
  const [only, setOnly] = useState(false);
  const input = useRef<InputProps.Ref>(null);
  useFilterFocus(input);
  const leveled = useMemo(() => tail.lines.filter((line) => isAtLeast(line, level)), [tail.lines, level]);
  const matching = useMemo(() => (find === '' ? leveled : leveled.filter((line) => contains(line, find))), [leveled, find]);
  const shown = only ? matching : leveled;
  const { arrived, paused, dropped } = tail;

  return (
    <SpaceBetween size="s">
      <KeptAlone onAround={onAround} />
      <div className="logs__bar">
        <LineFilter
          level={level}
          onLevel={setLevel}
          find={find}
          onFind={setFind}
          only={only}
          onOnly={setOnly}
          matches={find === '' ? null : matching.length}
          input={input}
        />
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            iconName={paused ? 'play' : 'pause'}
            variant={paused ? 'primary' : 'normal'}
            onClick={() => tail.setPaused(!paused)}
          >
            {paused ? `Resume (${arrived} new)` : 'Pause'}
          </Button>
          <CopyLines records={shown.map(({ record }) => record)} />
          <DownloadButton name="log-tail" records={shown.map(({ record }) => record)} />
        </SpaceBetween>
      </div>
      <SnapshotView snapshot={tail.snapshot} what="the log">
        {() => (
          <SpaceBetween size="xs">
            <Box color="text-body-secondary" fontSize="body-s">
              <span role="status">
                {counted(shown.length, 'line')}
                {shown.length < tail.lines.length ? ` of ${tail.lines.length}` : ''}
                {paused ? ', paused' : ', newest last'}
                {dropped > 0 ? `; ${dropped.toLocaleString('en-GB')} older ones were let go` : ''}
              </span>
            </Box>
            {shown.length === 0 ? (
              <Box padding="l" textAlign="center" color="text-body-secondary">
                {tail.lines.length === 0
                  ? 'Nothing has been logged lately. New lines appear here by themselves.'
                  : 'No line matches.'}
              </Box>
            ) : (
              <LineList lines={shown} highlight={find} follow={!paused} />
            )}
          </SpaceBetween>
        )}
      </SnapshotView>
    </SpaceBetween>
  );
}

/** Of a past moment there is what was kept of it, which is not every line. */
function KeptAlone({ onAround }: { readonly onAround: () => void }) {
  const { at } = useCursor();
  const { zone } = useLinesLook();
  return at === null ? null : (
    <Alert type="info" action={<Button onClick={onAround}>Search around it</Button>}>
      The newest lines before {formatMoment(at, zone)} that are kept: warnings, errors, and what was followed then.
    </Alert>
  );
}
