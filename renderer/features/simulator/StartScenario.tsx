import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { LARGEST_SEED, MOST_APPLICATIONS } from '#shared/simulation/control.ts';
import type { ScenarioList, SimulatorView } from '#shared/simulation/control.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { wholeNumber } from './wholeNumber.ts';
import type { Simulator } from './useSimulator.ts';

interface StartScenarioProps {
  readonly scenario: ScenarioList['scenarios'][number];
  readonly view: SimulatorView;
  readonly simulator: Simulator;
  readonly onClose: () => void;
}

/** Asks before what plays is replaced. */
export function StartScenario({ scenario, view, simulator, onClose }: StartScenarioProps) {
  const [seed, setSeed] = useState(String(view.seed));
  const [applications, setApplications] = useState('');
  const wantedSeed = wholeNumber(seed, 0, LARGEST_SEED);
  const wantedApplications = applications.trim() === '' ? undefined : wholeNumber(applications, 1, MOST_APPLICATIONS);
  const start = (): Promise<boolean> => {
    if (wantedSeed === null || wantedApplications === null) return Promise.resolve(false);
    // Its history takes a while: the page shows how far it is.
    void simulator.start({ scenario: scenario.id, seed: wantedSeed, applications: wantedApplications });
    return Promise.resolve(true);
  };
  return (
    <Dialog
      header={`Start ${scenario.id}?`}
      action="Start"
      ready={wantedSeed !== null && wantedApplications !== null}
      onDo={start}
      onClose={onClose}
    >
      <Box>
        <strong>{scenario.title}.</strong> It takes the place of {view.scenario}: faults that were switched on, and what was
        changed in the present world, are gone. The clock keeps its speed.
      </Box>
      <FormField
        label="Seed"
        constraintText={`The same seed plays the same day: 0 to ${LARGEST_SEED}.`}
        errorText={wantedSeed === null ? `Enter a whole number from 0 to ${LARGEST_SEED}.` : ''}
      >
        <Input value={seed} inputMode="numeric" onChange={({ detail }) => setSeed(detail.value)} />
      </FormField>
      <FormField
        label="Applications"
        constraintText={`1 to ${MOST_APPLICATIONS}; empty: as many as now. More than 60 begin with one hour of history instead of six.`}
        errorText={wantedApplications === null ? `Enter a whole number from 1 to ${MOST_APPLICATIONS}.` : ''}
      >
        <Input
          value={applications}
          inputMode="numeric"
          placeholder={String(view.applications)}
          onChange={({ detail }) => setApplications(detail.value)}
        />
      </FormField>
    </Dialog>
  );
}
