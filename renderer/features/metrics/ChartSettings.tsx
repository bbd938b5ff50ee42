import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Icon from '@cloudscape-design/components/icon';
import Popover from '@cloudscape-design/components/popover';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { statistics, transforms } from '#shared/model/metric.ts';
import { formatMillis } from '#shared/units/format.ts';
import { HOUR, MINUTE, millis } from '#shared/units/units.ts';
import type { Choice } from './choices.ts';
import type { MetricGroup } from './groups.ts';
import { statisticWords, transformWords } from './words.ts';

const periods = [MINUTE, millis(5 * MINUTE), millis(15 * MINUTE), HOUR, millis(6 * HOUR)];
const AUTOMATIC = { value: 'auto', label: 'As fine as the range allows' };

interface ChartSettingsProps {
  readonly group: MetricGroup;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}

/** How one chart is read: statistic, what is made of it, period. */
export function ChartSettings({ group, choice, onChoice }: ChartSettingsProps) {
  const listing = group.lines[0]?.listing;
  if (listing === undefined) return null;
  const { statistic, transform } = { ...listing, ...choice };
  // What Flink told itself has one reading only.
  const given = listing.statistic === 'Gauge' ? (['Gauge'] as const) : statistics.filter((each) => each !== 'Gauge');
  const statisticOptions = given.map((value) => ({
    value,
    label: statisticWords[value],
    ...(value === listing.statistic ? { description: 'As the guide reads it' } : {}),
  }));
  const transformOptions = transforms.map((value) => ({ value, label: transformWords[value] }));
  const periodOptions = [AUTOMATIC, ...periods.map((each) => ({ value: String(each), label: formatMillis(each) }))];
  const isOwn = Object.keys(choice).length > 0;
  return (
    <Popover
      header="How it is read"
      triggerType="custom"
      renderWithPortal
      size="medium"
      content={
        <SpaceBetween size="s">
          <FormField label="Statistic">
            <Select
              options={statisticOptions}
              selectedOption={statisticOptions.find(({ value }) => value === statistic) ?? null}
              onChange={({ detail: { selectedOption } }) => {
                const next = statistics.find((each) => each === selectedOption.value);
                if (next !== undefined) onChoice({ ...choice, statistic: next });
              }}
            />
          </FormField>
          <FormField label="Shown">
            <Select
              options={transformOptions}
              selectedOption={transformOptions.find(({ value }) => value === transform) ?? null}
              onChange={({ detail: { selectedOption } }) => {
                const next = transforms.find((each) => each === selectedOption.value);
                if (next !== undefined) onChoice({ ...choice, transform: next });
              }}
            />
          </FormField>
          <FormField label="Period">
            <Select
              options={periodOptions}
              selectedOption={periodOptions.find(({ value }) => value === String(choice.period ?? 'auto')) ?? AUTOMATIC}
              onChange={({ detail: { selectedOption } }) =>
                onChoice({ ...choice, period: selectedOption.value === 'auto' ? null : millis(Number(selectedOption.value)) })
              }
            />
          </FormField>
          {isOwn && (
            <Box>
              <Button variant="inline-link" onClick={() => onChoice({})}>
                As the guide reads it
              </Button>
            </Box>
          )}
        </SpaceBetween>
      }
    >
      <button type="button" className="metric-card__icon" aria-label={`How ${group.title} is read`}>
        <Icon name="settings" {...(isOwn ? { variant: 'link' as const } : {})} />
      </button>
    </Popover>
  );
}
