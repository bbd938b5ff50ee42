import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { SimulatorView } from '#shared/simulation/control.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import { DAY, HOUR, MINUTE } from '#shared/units/units.ts';
import { useNow } from '../../store/useNow.ts';
import { momentWords } from '../../ui/moment.ts';
import { counted } from '../../ui/wording.ts';
import { SpeedSlider } from './SpeedSlider.tsx';
import { speedWords } from './speed.ts';
import type { Choices } from './useChoices.ts';
import type { Simulator } from './useSimulator.ts';

const JUMPS = [
  { duration: MINUTE, words: '1 minute' },
  { duration: HOUR, words: '1 hour' },
  { duration: DAY, words: '1 day' },
] as const;

interface PlayingProps {
  readonly connection: string;
  readonly view: SimulatorView;
  readonly simulator: Simulator;
  readonly choices: Choices;
  readonly answers: boolean;
}

/** What plays, and its clock: pause, speed, jumps ahead. */
export function Playing({ connection, view, simulator, choices, answers }: PlayingProps) {
  const { scenario, seed, applications, regions, paused, speed, jumpingTo, starting } = view;
  const title = choices.state === 'known' ? choices.list.scenarios.find(({ id }) => id === scenario)?.title : undefined;
  const busy = jumpingTo !== null || starting !== null;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              variant="primary"
              iconName={paused ? 'play' : 'pause'}
              disabled={!answers}
              onClick={() => void simulator.setPaused(!paused)}
            >
              {paused ? 'Resume' : 'Pause'}
            </Button>
          }
        >
          What plays
        </Header>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Scenario', value: title === undefined ? scenario : `${title} (${scenario})` },
            { label: 'Seed', value: String(seed) },
            { label: 'Fleet', value: `${counted(applications, 'application')} in ${regions.join(' and ')}` },
            { label: 'Simulated time', value: <SimulatedTime connection={connection} /> },
          ]}
        />
        <div className="simulator-clock-row">
          <FormField label="Clock">
            <div aria-live="polite">
              {jumpingTo !== null ? (
                <StatusIndicator type="in-progress">Jumping ahead to {momentWords(jumpingTo)}</StatusIndicator>
              ) : paused ? (
                <StatusIndicator type="stopped">Paused</StatusIndicator>
              ) : (
                <StatusIndicator type="success">Runs at {speedWords(speed)} real time</StatusIndicator>
              )}
            </div>
          </FormField>
          <FormField label="Jump ahead">
            <SpaceBetween direction="horizontal" size="xs">
              {JUMPS.map(({ duration, words }) => (
                <Button
                  key={words}
                  ariaLabel={`Jump ahead by ${words}`}
                  disabled={!answers || busy}
                  onClick={() => void simulator.jump(duration)}
                >
                  {words}
                </Button>
              ))}
            </SpaceBetween>
          </FormField>
          <SpeedSlider speed={speed} disabled={!answers} onChange={(next) => simulator.setSpeed(next)} />
        </div>
        {starting === null ? null : (
          <ProgressBar
            label={`Starting ${starting.scenario}`}
            description="Its history is being simulated; what plays now goes on until it is ready."
            value={Math.round(starting.done * 100)}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

function SimulatedTime({ connection }: { readonly connection: string }) {
  const now = useNow(connection);
  return now === null ? UNKNOWN : <time dateTime={new Date(now).toISOString()}>{momentWords(now)}</time>;
}
