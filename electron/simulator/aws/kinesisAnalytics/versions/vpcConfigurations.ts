import { ok } from '#shared/model/sourceError.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { operationId } from '../applications/request.ts';
import { invalidArgument } from '../arns.ts';
import { describeVpc, noVpc, vpcConfiguration, vpcOf } from '../configuration/network.ts';
import { applicationName, partId } from '../names.ts';
import { expected } from './expectedVersion.ts';
import { nextPartId, updateTo } from './updateTo.ts';

const ADD = 'AddApplicationVpcConfiguration';
export const addVpcConfiguration = operation(
  ADD,
  structure({ ApplicationName: applicationName, VpcConfiguration: vpcConfiguration }, expected),
  (input, context) => {
    const updated = updateTo(context, ADD, input, (application) => {
      const { settings } = application;
      if (settings.vpc.length > 0) return invalidArgument('An application can have only one VPC configuration.');
      const vpc = vpcOf(input.VpcConfiguration, nextPartId(application), context.region);
      return vpc.ok ? ok({ ...settings, vpc: [vpc.value] }) : vpc;
    });
    if (!updated.ok) return updated;
    const { application, accepted } = updated.value;
    const [vpc] = application.settings.vpc;
    return ok({
      ApplicationARN: application.arn,
      ApplicationVersionId: application.versionId,
      ...(vpc === undefined ? {} : { VpcConfigurationDescription: describeVpc(vpc) }),
      ...operationId(accepted),
    });
  },
);

const DELETE = 'DeleteApplicationVpcConfiguration';
export const deleteVpcConfiguration = operation(
  DELETE,
  structure({ ApplicationName: applicationName, VpcConfigurationId: partId }, expected),
  (input, context) => {
    const updated = updateTo(context, DELETE, input, ({ settings }) => {
      const others = settings.vpc.filter(({ id }) => id !== input.VpcConfigurationId);
      return others.length === settings.vpc.length ? noVpc(input.VpcConfigurationId) : ok({ ...settings, vpc: others });
    });
    if (!updated.ok) return updated;
    const { application, accepted } = updated.value;
    return ok({ ApplicationARN: application.arn, ApplicationVersionId: application.versionId, ...operationId(accepted) });
  },
);
