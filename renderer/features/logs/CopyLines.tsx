import Button from '@cloudscape-design/components/button';
import { redact } from '#shared/analysis/logs/secrets.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import { useNotice } from '#renderer/store/useCall.ts';
import { counted } from '#renderer/ui/wording.ts';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';

/** Copies the lines that are shown; secrets stay masked unless they are shown on the page. */
export function CopyLines({ records }: { readonly records: readonly LogRecord[] }) {
  const { reveal } = useLinesLook();
  const notice = useNotice();
  const copy = (): void => {
    const text = records
      .map(({ at, message }) => `${new Date(at).toISOString()} ${reveal ? message : redact(message)}`)
      .join('\n');
    navigator.clipboard.writeText(text).then(
      () => notice('success', `${counted(records.length, 'line')} copied.`),
      () => notice('error', 'The clipboard is not to be had: download the lines instead.'),
    );
  };
  return (
    <Button iconName="copy" disabled={records.length === 0} onClick={copy}>
      Copy
    </Button>
  );
}
