import { useState } from 'react';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { NetworkFault } from '#shared/simulation/control.ts';
import { networkFaultKinds, networkServices } from '#shared/simulation/control.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { useTopic } from '../../store/useTopic.ts';
import { useConnectionScope } from '../../ui/ConnectionScope.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { SeverityField } from './SeverityField.tsx';
import type { Simulator } from './useSimulator.ts';
import { extentWords, networkWords, serviceWords } from './words.ts';

interface NetworkFormProps {
  readonly simulator: Simulator;
  readonly onClose: () => void;
}

const services = networkServices.map((service) => ({ value: service, label: serviceWords[service] }));
const kinds = networkFaultKinds.map((kind) => ({ value: kind, label: networkWords[kind] }));
const ALL = { value: '', label: 'All applications' };

/** Whose answers are disturbed, how, and how much. */
export function NetworkForm({ simulator, onClose }: NetworkFormProps) {
  const [fault, setFault] = useState<NetworkFault>({
    service: 'monitoring',
    kind: 'throttling',
    severity: 'severe',
    application: null,
  });
  const fleet = valueOf(useTopic({ kind: 'fleet', connection: useConnectionScope() })) ?? [];
  const applications = [ALL, ...fleet.map(({ name }) => ({ value: name, label: name }))];
  const edit = (change: Partial<NetworkFault>) => setFault({ ...fault, ...change });
  return (
    <Dialog header="Disturb the network" action="Switch on" onDo={() => simulator.disturb(fault)} onClose={onClose}>
      <FormField label="Service">
        <Select
          options={services}
          selectedOption={services.find(({ value }) => value === fault.service) ?? null}
          onChange={({ detail }) => {
            const service = networkServices.find((each) => each === detail.selectedOption.value);
            if (service !== undefined) edit({ service, application: null });
          }}
        />
      </FormField>
      {fault.service === 'flink' ? (
        <FormField label="Application">
          <Select
            options={applications}
            selectedOption={applications.find(({ value }) => value === (fault.application ?? '')) ?? ALL}
            filteringType="auto"
            filteringAriaLabel="Find applications"
            onChange={({ detail }) => edit({ application: detail.selectedOption.value || null })}
          />
        </FormField>
      ) : null}
      <FormField label="What it does">
        <Select
          options={kinds}
          selectedOption={kinds.find(({ value }) => value === fault.kind) ?? null}
          onChange={({ detail }) => {
            const kind = networkFaultKinds.find((each) => each === detail.selectedOption.value);
            if (kind !== undefined) edit({ kind });
          }}
        />
      </FormField>
      <SeverityField
        value={fault.severity}
        describe={(severity) => extentWords({ kind: fault.kind, severity })}
        onChange={(severity) => edit({ severity })}
      />
    </Dialog>
  );
}
