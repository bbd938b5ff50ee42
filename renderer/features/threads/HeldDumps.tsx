import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { formatLogTime } from '#renderer/charts/moments.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { counted } from '#renderer/ui/wording.ts';
import { processWords } from './processes.ts';
import type { Dumps, HeldDump } from './useDumps.ts';

const NONE = { value: '', label: 'Nothing' };

/** Which of several dumps is shown, and with which it is compared. */
export function HeldDumps({
  dumps: { dumps, shown, base, show, compare },
  zone,
}: {
  readonly dumps: Dumps;
  readonly zone: Zone;
}) {
  if (dumps.length < 2) return null;
  const option = ({ key, dump, title }: HeldDump) => ({
    value: key,
    label: `${title ?? processWords(dump.process)}, ${formatLogTime(dump.at, zone)}`,
    description: `${title === null ? '' : `${processWords(dump.process)}, `}${counted(dump.threads.length, 'thread')}`,
  });
  const options = dumps.map(option);
  const others = [NONE, ...dumps.filter(({ key }) => key !== shown).map(option)];
  return (
    <div className="thread-held">
      <FormField label="Shown dump">
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === shown) ?? null}
          onChange={({ detail: { selectedOption } }) => show(selectedOption.value ?? '')}
          expandToViewport
        />
      </FormField>
      <FormField label="Compared with">
        <Select
          options={others}
          selectedOption={others.find(({ value }) => value === (base ?? '')) ?? NONE}
          onChange={({ detail: { selectedOption } }) =>
            compare(selectedOption.value === '' || selectedOption.value === undefined ? null : selectedOption.value)
          }
          expandToViewport
        />
      </FormField>
    </div>
  );
}
