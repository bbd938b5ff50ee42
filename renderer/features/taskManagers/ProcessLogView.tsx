import { useEffect, useMemo, useRef, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import Toggle from '@cloudscape-design/components/toggle';
import { useSession } from '#renderer/store/SessionContext.ts';
import { Trouble } from '#renderer/ui/Trouble.tsx';
import { fileName, saveFile, textFile } from '#renderer/ui/saveFile.ts';
import { counted } from '#renderer/ui/wording.ts';
import { redact } from '#shared/analysis/logs/secrets.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { ProcessLog } from '#shared/model/insight/taskManagers.ts';
import { formatBytes } from '#shared/units/format.ts';
import { bytes } from '#shared/units/units.ts';
import { useProcessLog } from './useProcessLog.ts';

const sizes = [65_536, 262_144, 1_048_576, 3_145_728].map((size) => ({
  value: String(size),
  label: `The last ${formatBytes(bytes(size))}`,
}));

interface ProcessLogViewProps {
  readonly applicationRef: ApplicationRef;
  readonly process: string;
}

/** The log files of one process: which there are, and the end of one. */
export function ProcessLogView({ applicationRef: ref, process }: ProcessLogViewProps) {
  const { clock } = useSession();
  const [file, setFile] = useState<string | null>(null);
  const [size, setSize] = useState(65_536);
  const [follow, setFollow] = useState(false);
  const [filter, setFilter] = useState('');
  const { log, error, busy, read } = useProcessLog(ref, { process, file, bytes: size }, follow);
  const text = useMemo(() => redact(log?.text ?? ''), [log]);
  const lines = useMemo(() => linesOf(text, filter), [text, filter]);
  const files = filesOf(log);
  const shown = file ?? log?.name ?? null;
  return (
    <SpaceBetween size="s">
      <div className="process-log__bar">
        <FormField label="File">
          <Select
            options={files}
            selectedOption={files.find(({ value }) => value === shown) ?? null}
            onChange={({ detail: { selectedOption } }) => setFile(selectedOption.value ?? null)}
            empty="The process has no log files."
            placeholder="No file"
            expandToViewport
          />
        </FormField>
        <FormField label="How much">
          <Select
            options={sizes}
            selectedOption={sizes.find(({ value }) => value === String(size)) ?? null}
            onChange={({ detail: { selectedOption } }) => setSize(Number(selectedOption.value))}
            expandToViewport
          />
        </FormField>
        <div className="process-log__filter">
          <TextFilter
            filteringText={filter}
            onChange={({ detail }) => setFilter(detail.filteringText)}
            filteringPlaceholder="Find lines"
            filteringAriaLabel="Find lines"
            countText={filter === '' ? '' : counted(lines.length, 'line')}
          />
        </div>
        <Toggle checked={follow} onChange={({ detail }) => setFollow(detail.checked)}>
          Read again every 10 s
        </Toggle>
        <Button iconName="refresh" ariaLabel="Read again" loading={busy} onClick={read} />
        <Button
          iconName="download"
          disabled={text === ''}
          onClick={() => saveFile(fileName(process, shown ?? 'log', clock.now(), 'txt'), textFile('txt', text), clock)}
        >
          Download
        </Button>
      </div>
      {error !== null && <Trouble type="error" header="The log could not be read" error={error} nextTry={null} />}
      {log !== null && (
        <>
          {log.truncated && (
            <Box color="text-body-secondary">The file begins earlier: this is its end. Flink sends it whole each time.</Box>
          )}
          <LogText
            lines={lines}
            follow={follow}
            empty={
              log.name === null ? 'The process has no log files.' : filter === '' ? 'The file is empty.' : 'No line matches.'
            }
          />
        </>
      )}
      {log === null && error === null && <Box color="text-body-secondary">Reading the log …</Box>}
    </SpaceBetween>
  );
}

function LogText({
  lines,
  follow,
  empty,
}: {
  readonly lines: readonly string[];
  readonly follow: boolean;
  readonly empty: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    // The newest is last: that is where one begins to read, and stays while it is followed.
    if (box.current === null || lines.length === 0 || (begun.current && !follow)) return;
    begun.current = true;
    box.current.scrollTop = box.current.scrollHeight;
  }, [lines, follow]);
  if (lines.length === 0) return <Box>{empty}</Box>;
  return (
    <div ref={box} className="process-log__text" role="region" aria-label="End of the log" tabIndex={0}>
      <pre>{lines.join('\n')}</pre>
    </div>
  );
}

const filesOf = (log: ProcessLog | null) =>
  (log?.files ?? []).map(({ name, size }) => ({ value: name, label: name, labelTag: formatBytes(size) }));

function linesOf(text: string, filter: string): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const wanted = filter.trim().toLowerCase();
  if (text === '') return [];
  return wanted === '' ? lines : lines.filter((line) => line.toLowerCase().includes(wanted));
}
