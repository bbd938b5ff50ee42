import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { list, structure, text } from '../../input.ts';
import { pageOf } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { tag } from '../alarms/shapes.ts';
import { tagged } from '../tags/tagBook.ts';
import { checkBody } from './checkBody.ts';
import { dashboardArn } from './dashboard.ts';

const PAGE = 1000;

const invalid = (message: string) => refused('InvalidParameterValueException', message);
export const putDashboard = operation(
  'PutDashboard',
  structure({ DashboardName: text(), DashboardBody: text() }, { Tags: list(tag) }),
  ({ DashboardName: name, DashboardBody: body, Tags = [] }, { region, state, now }) => {
    if (!/^[\w-]{1,255}$/.test(name))
      return refused(
        'DashboardInvalidInputError',
        'The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).',
      );
    const { errors, warnings } = checkBody(body);
    if (errors.length > 0) {
      const told = errors.slice(0, 20).map(({ DataPath: dataPath, Message: message }) => ({ dataPath, message }));
      return refused(
        'DashboardInvalidInputError',
        `The dashboard body is invalid, there are ${errors.length} validation errors:\n${JSON.stringify(told, null, 2)}`,
      );
    }
    const { dashboards, tags } = state.cloudWatch;
    if (!dashboards.has(name) && Tags.length > 0) {
      const all = tagged(new Map(), Tags);
      if (!all.ok) return refused('DashboardInvalidInputError', all.error);
      tags.set(dashboardArn(region.accountId, name), all.value);
    }
    dashboards.set(name, { name, body, modified: now });
    return ok({ DashboardValidationMessages: warnings });
  },
);

export const getDashboard = operation(
  'GetDashboard',
  structure({ DashboardName: text() }, {}),
  ({ DashboardName: name }, { region, state }) => {
    const dashboard = state.cloudWatch.dashboards.get(name);
    if (dashboard === undefined) return refused('DashboardNotFoundError', `Dashboard ${name} does not exist`, 404);
    return ok({
      DashboardArn: dashboardArn(region.accountId, name),
      DashboardBody: dashboard.body,
      DashboardName: name,
    });
  },
);

export const listDashboards = operation(
  'ListDashboards',
  structure({}, { DashboardNamePrefix: text(), NextToken: text() }),
  ({ DashboardNamePrefix = '', NextToken }, { region, state }) => {
    const found = [...state.cloudWatch.dashboards.values()]
      .filter(({ name }) => name.startsWith(DashboardNamePrefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = pageOf(found, {
      operation: 'ListDashboards',
      filter: { DashboardNamePrefix },
      limit: PAGE,
      token: NextToken === '' ? undefined : NextToken,
    });
    if (!page.ok) return invalid('The value for parameter NextToken is not valid.');
    return ok({
      DashboardEntries: page.value.items.map(({ name, body, modified }) => ({
        DashboardName: name,
        DashboardArn: dashboardArn(region.accountId, name),
        LastModified: new Date(modified),
        Size: Buffer.byteLength(body),
      })),
      NextToken: page.value.next,
    });
  },
);

/** All or none. */
export const deleteDashboards = operation(
  'DeleteDashboards',
  structure({ DashboardNames: list(text()) }, {}),
  ({ DashboardNames }, { region, state }) => {
    const { dashboards, tags } = state.cloudWatch;
    const unknown = DashboardNames.filter((name) => !dashboards.has(name));
    if (unknown.length > 0) return invalid(`Dashboard ${unknown.join(', ')} does not exist`);
    for (const name of DashboardNames) {
      dashboards.delete(name);
      tags.delete(dashboardArn(region.accountId, name));
    }
    return ok({});
  },
);
