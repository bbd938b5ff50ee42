import { useLocation } from 'wouter';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { ConnectionScope } from '../../ui/ConnectionScope.ts';
import { Page } from '../../ui/Page.tsx';
import { SETTINGS, simulatorPath } from '../../ui/paths.ts';
import { SimulatorView } from './SimulatorView.tsx';

/** What a simulator plays, and what one can do to it. Only simulators have this page. */
export function SimulatorPage({ connection }: { readonly connection: string | null }) {
  const [, navigate] = useLocation();
  const views = useConnectionViews().filter((view) => view.watched && view.connection.kind === 'simulator');
  const chosen = connection === null ? views[0] : views.find((view) => view.connection.id === connection);
  const options = views.map((view) => ({ value: view.connection.id, label: view.connection.name }));
  const choice =
    options.length < 2 ? null : (
      <Select
        ariaLabel="Simulator"
        options={options}
        selectedOption={options.find(({ value }) => value === chosen?.connection.id) ?? null}
        placeholder="Choose a simulator"
        onChange={({ detail }) => navigate(simulatorPath(detail.selectedOption.value ?? ''))}
      />
    );
  return (
    <Page
      title="Simulator"
      description="A made-up account whose applications fail on command: to learn, to rehearse an incident, to see what a fault looks like."
      actions={choice}
    >
      {chosen === undefined ? (
        <Alert
          header={views.length === 0 ? 'No simulator is watched' : 'There is no such simulator'}
          action={<Button onClick={() => navigate(SETTINGS)}>Open the settings</Button>}
        >
          {views.length === 0
            ? 'This page is about connections to a simulator. Real applications and clusters are never touched from here.'
            : 'It is not watched, or it is a connection to something real.'}
        </Alert>
      ) : (
        <ConnectionScope value={chosen.connection.id}>
          <SimulatorView key={chosen.connection.id} connection={chosen.connection.id} />
        </ConnectionScope>
      )}
    </Page>
  );
}
