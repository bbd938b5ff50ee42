import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { NetworkFault, ScenarioList } from '#shared/simulation/control.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { SeverityField } from './SeverityField.tsx';
import type { Simulator } from './useSimulator.ts';

interface FaultFormProps {
  readonly offered: ScenarioList['faults'];
  readonly simulator: Simulator;
  readonly onClose: () => void;
}

/** Which fault, at which of the applications that it can befall, how bad. */
export function FaultForm({ offered, simulator, onClose }: FaultFormProps) {
  const [kind, setKind] = useState<ScenarioList['faults'][number] | null>(null);
  const [application, setApplication] = useState<string | null>(null);
  const [severity, setSeverity] = useState<NetworkFault['severity']>('clear');
  const kinds = offered.map((each) => ({ value: each.kind, label: each.title, description: each.kind }));
  const applications = [...(kind?.applications ?? [])].sort().map((name) => ({ value: name, label: name }));
  const choose = (next: string | undefined): void => {
    const found = offered.find((each) => each.kind === next) ?? null;
    setKind(found);
    if (application !== null && found?.applications.includes(application) !== true) setApplication(null);
  };
  const switchOn = (): Promise<boolean> =>
    kind === null || application === null
      ? Promise.resolve(false)
      : simulator.switchOn({ id: `${kind.kind} at ${application}`, kind: kind.kind, application, severity });
  return (
    <Dialog
      header="Switch a fault on"
      action="Switch on"
      ready={kind !== null && application !== null}
      onDo={switchOn}
      onClose={onClose}
    >
      <FormField label="Fault">
        <Select
          options={kinds}
          selectedOption={kinds.find(({ value }) => value === kind?.kind) ?? null}
          filteringType="auto"
          filteringAriaLabel="Find faults"
          placeholder="Choose what goes wrong"
          empty="No fault matches."
          onChange={({ detail }) => choose(detail.selectedOption.value)}
        />
      </FormField>
      <FormField label="Application" description={kind === null ? 'The fault decides which applications it can befall.' : ''}>
        <Select
          options={applications}
          selectedOption={applications.find(({ value }) => value === application) ?? null}
          disabled={kind === null}
          filteringType="auto"
          filteringAriaLabel="Find applications"
          placeholder="Choose where"
          empty="It can befall none of the applications of this world."
          onChange={({ detail }) => setApplication(detail.selectedOption.value ?? null)}
        />
      </FormField>
      <SeverityField value={severity} onChange={setSeverity} />
    </Dialog>
  );
}
