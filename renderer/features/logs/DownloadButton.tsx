import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { LogRecord } from '#shared/model/logs.ts';
import { useLinesLook } from './LinesContext.ts';
import { linesCsv, linesJson } from './linesFile.ts';
import { saveFile } from './saveFile.ts';

interface DownloadButtonProps {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly records: readonly LogRecord[];
}

/** Writes lines to a file; secrets stay masked unless they are shown on the page. */
export function DownloadButton({ name, records }: DownloadButtonProps) {
  const secrets = useLinesLook().reveal ? 'shown' : 'masked';
  return (
    <ButtonDropdown
      items={[
        { id: 'csv', text: 'CSV', description: 'For a spreadsheet; times in UTC' },
        { id: 'json', text: 'JSON', description: 'The lines as the service has them' },
      ]}
      disabled={records.length === 0}
      expandToViewport
      onItemClick={({ detail: { id } }) =>
        id === 'csv' ? saveFile(name, 'csv', linesCsv(records, secrets)) : saveFile(name, 'json', linesJson(records, secrets))
      }
    >
      Download
    </ButtonDropdown>
  );
}
