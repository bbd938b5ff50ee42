import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AwsServiceName } from '#shared/model/connection.ts';
import { awsServiceNames } from '#shared/model/connection.ts';
import { endpointFields } from './draft.ts';
import { DraftText } from './DraftText.tsx';
import type { FieldProps, TextField } from './DraftText.tsx';
import { ProfileField } from './ProfileField.tsx';

const region: TextField = { field: 'region', label: 'Region', placeholder: 'eu-west-1' };

const role: readonly TextField[] = [
  {
    field: 'roleArn',
    label: 'Role ARN',
    optional: true,
    help: 'Assumed with the credentials of the profile, for instance one of another account.',
    placeholder: 'arn:aws:iam::123456789012:role/…',
  },
  { field: 'externalId', label: 'External ID', optional: true, help: 'As the role’s trust policy asks for.' },
  {
    field: 'mfaSerial',
    label: 'MFA device',
    optional: true,
    help: 'Its ARN or serial number, where the role asks for a code. You are asked for it when the role is assumed; it is not kept.',
    placeholder: 'arn:aws:iam::123456789012:mfa/…',
  },
];

const endpoint: TextField = {
  field: 'endpoint',
  label: 'Endpoint',
  optional: true,
  help: 'Replaces the address of every AWS service, for VPC endpoints and programs that speak the same protocols.',
  placeholder: 'https://…',
};

const serviceWords = {
  kinesisanalytics: 'Managed Flink',
  monitoring: 'CloudWatch',
  logs: 'CloudWatch Logs',
  cloudtrail: 'CloudTrail',
  sts: 'STS',
} as const satisfies Record<AwsServiceName, string>;

const endpoints = awsServiceNames.map((service): TextField => ({
  field: endpointFields[service],
  label: `Endpoint of ${serviceWords[service]}`,
  optional: true,
  placeholder: 'https://…',
}));

/** An account and region of AWS: whose credentials, where, through which doors. */
export function AwsFields(props: FieldProps) {
  const { draft, errors } = props;
  const isUsed = ({ field }: TextField): boolean => draft[field] !== '' || errors[field] !== undefined;
  const texts = (fields: readonly TextField[]) => fields.map((field) => <DraftText key={field.field} field={field} {...props} />);
  return (
    <>
      <ProfileField {...props} />
      <DraftText field={region} {...props} />
      <ExpandableSection headerText="Role to assume" defaultExpanded={role.some(isUsed)}>
        <SpaceBetween size="m">{texts(role)}</SpaceBetween>
      </ExpandableSection>
      <ExpandableSection headerText="Endpoints and proxies" defaultExpanded={[endpoint, ...endpoints].some(isUsed)}>
        <SpaceBetween size="m">
          {texts([endpoint])}
          <Box color="text-body-secondary">The endpoint of one service goes before the one for all:</Box>
          {texts(endpoints)}
          <Box color="text-body-secondary">
            A proxy is taken from the environment that Streamgauge was started in: HTTPS_PROXY or HTTP_PROXY, and NO_PROXY for
            addresses that are reached without it.
          </Box>
        </SpaceBetween>
      </ExpandableSection>
    </>
  );
}
