import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useSession } from '#renderer/store/SessionContext.ts';
import { saveFile, textFile } from '#renderer/ui/saveFile.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { linesCsv, linesJson } from './linesFile.ts';

interface DownloadButtonProps {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly records: readonly LogRecord[];
}

/** Writes lines to a file; secrets stay masked unless they are shown on the page. */
export function DownloadButton({ name, records }: DownloadButtonProps) {
  const { clock } = useSession();
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
        id === 'csv'
          ? saveFile(`${name}.csv`, textFile('csv', linesCsv(records, secrets)), clock)
          : saveFile(`${name}.json`, textFile('json', linesJson(records, secrets)), clock)
      }
    >
      Download
    </ButtonDropdown>
  );
}
