import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatBytes } from '#shared/units/format.ts';
import { bytes } from '#shared/units/units.ts';
import type { Process } from './processes.ts';

interface TakeDumpProps {
  readonly processes: readonly Process[];
  readonly chosen: string | null;
  readonly busy: boolean;
  /** The processes are being read again. */
  readonly reading: boolean;
  readonly onChoose: (process: string) => void;
  readonly onRefresh: () => void;
  readonly onTake: (process: string) => void;
}

/** Which process, and a button: a dump is taken only when somebody asks for it. */
export function TakeDump({ processes, chosen, busy, reading, onChoose, onRefresh, onTake }: TakeDumpProps) {
  const process = processes.find(({ id }) => id === chosen) ?? processes[0];
  const options = processes.map(({ id, label, description }) => ({ value: id, label, description }));
  return (
    <div className="thread-take">
      <FormField label="Process">
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === process?.id) ?? null}
          onChange={({ detail: { selectedOption } }) => {
            if (selectedOption.value !== undefined) onChoose(selectedOption.value);
          }}
          filteringType={options.length > 12 ? 'auto' : 'none'}
          filteringAriaLabel="Find a process"
          triggerVariant="option"
          empty="No process is known."
          expandToViewport
        />
      </FormField>
      <Button iconName="refresh" ariaLabel="Read the processes again" loading={reading} onClick={onRefresh} />
      <SpaceBetween size="xxs">
        <Button
          variant="primary"
          loading={busy}
          disabled={process === undefined}
          onClick={() => {
            if (process !== undefined) onTake(process.id);
          }}
        >
          Take a dump
        </Button>
        <Box fontSize="body-s" color="text-body-secondary">
          {process === undefined ? '' : costWords(process)}
        </Box>
      </SpaceBetween>
    </div>
  );
}

/** Bytes of one thread in real dumps: of an idle cluster, and of one whose threads are all deep in tasks. */
const [SMALL, LARGE] = [1_100, 5_200];

const costWords = ({ threads }: Process): string =>
  `All its threads stop for a moment while they are written down${
    threads === null ? '' : `; the answer has ${formatBytes(bytes(threads * SMALL))} to ${formatBytes(bytes(threads * LARGE))}`
  }.`;
