import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSession } from '#renderer/store/SessionContext.ts';
import { saveFile, textFile } from '#renderer/ui/saveFile.ts';
import { counted } from '#renderer/ui/wording.ts';
import type { AlarmCode } from '#shared/model/alarms/plan.ts';

/** Longer texts would only be scrolled past: the file has them. */
const MOST = 200_000;

/** The files of an export: looked at, copied, saved. */
export function CodePreview({ code: { files, alarms } }: { readonly code: AlarmCode }) {
  const { clock } = useSession();
  const [name, setName] = useState<string | null>(null);
  const file = files.find((each) => each.name === name) ?? files[0];
  if (file === undefined) return null;
  const save = (each: typeof file): void => saveFile(each.name, textFile('txt', each.text), clock);
  const isCut = file.text.length > MOST;
  return (
    <SpaceBetween size="xs">
      <div className="alarm-code__bar">
        {files.length === 1 ? (
          <Box variant="strong">{file.name}</Box>
        ) : (
          <Select
            ariaLabel="File"
            expandToViewport
            options={files.map((each) => ({ value: each.name, label: each.name }))}
            selectedOption={{ value: file.name, label: file.name }}
            onChange={({ detail: { selectedOption } }) => setName(selectedOption.value ?? null)}
          />
        )}
        <Box color="text-body-secondary">
          {counted(alarms, 'alarm')}
          {files.length > 1 && ` in ${files.length} files`} · {counted(file.text.split('\n').length, 'line')} here
        </Box>
        <span className="alarm-code__actions">
          <CopyToClipboard
            copyButtonText="Copy"
            copySuccessText="Copied"
            copyErrorText="The clipboard is not to be had: save the file instead"
            textToCopy={file.text}
          />
          <Button iconName="download" onClick={() => save(file)}>
            Save {file.name}
          </Button>
          {files.length > 1 && (
            <Button iconName="download" onClick={() => files.forEach(save)}>
              Save all {files.length} files
            </Button>
          )}
        </span>
      </div>
      <pre className="alarm-code" tabIndex={0} role="region" aria-label={`Code of ${file.name}`}>
        {isCut ? file.text.slice(0, MOST) : file.text}
      </pre>
      {isCut && <Box color="text-body-secondary">The preview ends here; what is copied or saved is whole.</Box>}
    </SpaceBetween>
  );
}
