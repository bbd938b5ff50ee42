import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { ApplicationDetail } from '#shared/model/application.ts';
import { UNKNOWN, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';

/** The configuration as the source reports it, read-only. */
export function ConfigurationTab({ detail, zone }: { readonly detail: ApplicationDetail; readonly zone: Zone }) {
  const moment = (at: Millis | null): string => orUnknown(at, (known) => formatMoment(known, zone));
  const { arn, description, created, updated, summary } = detail;
  const identity = [
    { label: arn === null ? 'Job id' : 'ARN', value: <Copyable text={arn ?? summary.ref.id} /> },
    ...(description === null ? [] : [{ label: 'Description', value: description }]),
    { label: 'Created', value: moment(created) },
    { label: 'Last updated', value: moment(updated) },
  ];
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Identity</Header>}>
        <KeyValuePairs columns={3} items={identity} />
      </Container>
      {detail.configuration.length === 0 && <Box>The source reports no configuration.</Box>}
      {detail.configuration.map(({ id, title, entries }) => (
        <Container key={id} header={<Header variant="h2">{title}</Header>}>
          <KeyValuePairs
            columns={3}
            items={entries.map(({ label, value }) => ({
              label,
              value:
                value === null ? (
                  UNKNOWN
                ) : value.startsWith('arn:') ? (
                  <Copyable text={value} />
                ) : (
                  <span className="wraps">{value}</span>
                ),
            }))}
          />
        </Container>
      ))}
    </SpaceBetween>
  );
}

const Copyable = ({ text }: { readonly text: string }) => (
  <CopyToClipboard
    variant="inline"
    copyButtonAriaLabel={`Copy ${text}`}
    copySuccessText="Copied"
    copyErrorText="The clipboard is not available"
    textToCopy={text}
    textToDisplay={text}
  />
);
