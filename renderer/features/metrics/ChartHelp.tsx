import Box from '@cloudscape-design/components/box';
import Icon from '@cloudscape-design/components/icon';
import Popover from '@cloudscape-design/components/popover';
import { derivedEntry } from '#shared/catalogue/derived.ts';
import { metricEntry } from '#shared/catalogue/metrics.ts';
import type { MetricGroup } from './groups.ts';
import { levelWords, unitWords } from './words.ts';

/** What the guide says of a metric. */
export function ChartHelp({ group }: { readonly group: MetricGroup }) {
  const { metric, namespace, level, custom, title } = group;
  const derived = derivedEntry(group);
  const entry = metricEntry(namespace, metric);
  const page = (derived ?? entry)?.guidePage ?? null;
  const unit = derived?.unit ?? entry?.unit;
  return (
    <Popover
      header={title}
      triggerType="custom"
      renderWithPortal
      content={
        <>
          <Box variant="p">
            {(derived ?? entry)?.description ??
              (custom
                ? 'A metric of the application’s own code: the guide says nothing of it.'
                : 'The catalogue has no text for it.')}
          </Box>
          <Box color="text-body-secondary" fontSize="body-s">
            <div>{`${namespace} ${metric}, level ${levelWords[level]}`}</div>
            {derived !== null && <div>{`Computed of ${derived.of.join(' and ')}`}</div>}
            {unit !== undefined && (
              <div>{`Shown in ${unitWords[unit]}${entry === null ? '' : `; the service’s unit is ${entry.serviceUnit}`}`}</div>
            )}
            {entry?.sentinel === true && <div>A value below zero says that there is no figure.</div>}
            {page !== null && <div>{`Developer guide, page ${page}`}</div>}
          </Box>
        </>
      }
    >
      <button type="button" className="metric-card__icon" aria-label={`What ${title} is`}>
        <Icon name="status-info" />
      </button>
    </Popover>
  );
}
