import Popover from '@cloudscape-design/components/popover';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ConnectionView } from '#shared/model/connection.ts';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { linkError } from '../store/linkError.ts';
import { useSelect } from '../store/SessionContext.ts';
import { useRealNow } from '../store/useNow.ts';
import { stateIndicators, stateWords } from '../ui/connectionWords.ts';
import { OperatorSign } from '../ui/OperatorSign.tsx';
import { SimulatorClock } from './SimulatorClock.tsx';

/** A connection in the status bar: its state, how old its newest answer is, and the clock of a simulator. */
export function ConnectionStatus({ view }: { readonly view: ConnectionView }) {
  const { connection, state, lastGood, clock } = view;
  // Without the engine nobody knows how a source fares: what it told last is no all-clear.
  const lost = useSelect(({ link }) => linkError(link.state));
  const error = lost ?? view.error;
  const indicator = (
    <StatusIndicator type={lost === null ? stateIndicators[state] : 'pending'}>
      {connection.name}: {lost === null ? stateWords[state] : `not known now, was: ${stateWords[state]}`}
    </StatusIndicator>
  );
  return (
    <section className="status-bar-connection" aria-label={connection.name}>
      {error === null ? (
        indicator
      ) : (
        <Popover
          position="top"
          size="large"
          header={error.source}
          content={`${error.message} ${error.remedy}`}
          dismissAriaLabel="Close"
          renderWithPortal
        >
          {indicator}
        </Popover>
      )}
      <OperatorSign connection={connection} />
      {lastGood === null ? null : <DataAge at={lastGood} real={connection.kind === 'simulator'} />}
      {connection.kind === 'simulator' && clock !== null && state !== 'down' && lost === null ? (
        <SimulatorClock id={connection.id} clock={clock} />
      ) : null}
    </section>
  );
}

interface DataAgeProps {
  readonly at: Millis;
  /** The connection's own time is another: it has to be said which one is meant. */
  readonly real: boolean;
}

function DataAge({ at, real }: DataAgeProps) {
  const now = useRealNow();
  const age = millis(now - at);
  const words = age < 1000 ? 'answered now' : `answered ${formatAge(age)} ago`;
  return <span title="When the newest answer came">{real && age >= 1000 ? `${words} in real time` : words}</span>;
}
