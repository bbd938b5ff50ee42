import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import type { Health } from '#shared/model/application.ts';
import { healthLevels } from '#shared/model/application.ts';
import { healthWords } from '../../ui/wording.ts';

const operators = ['=', '!=', ':', '!:'] as const;

/** What the fleet can be filtered by; free text looks into all of it. */
export const filteringProperties = [
  { key: 'name', propertyLabel: 'Application', groupValuesLabel: 'Applications', operators: [':', '!:', '=', '!=', '^'] },
  { key: 'health', propertyLabel: 'Health', groupValuesLabel: 'Levels of health', operators },
  { key: 'status', propertyLabel: 'Status', groupValuesLabel: 'Statuses', operators },
  { key: 'runtime', propertyLabel: 'Runtime', groupValuesLabel: 'Runtimes', operators },
  { key: 'region', propertyLabel: 'Region', groupValuesLabel: 'Regions', operators },
  { key: 'connection', propertyLabel: 'Connection', groupValuesLabel: 'Connections', operators },
] as const satisfies readonly PropertyFilterProps.FilteringProperty[];

export const NO_FILTER: PropertyFilterProps.Query = { tokens: [], operation: 'and' };

/** The one level of health that the query asks for; null when it does not, or asks for more than that. */
export function healthIn(query: PropertyFilterProps.Query): Health['level'] | null {
  const tokens = query.tokens.filter(({ propertyKey }) => propertyKey === 'health');
  const [token] = tokens;
  if (token === undefined || tokens.length > 1 || token.operator !== '=') return null;
  return healthLevels.find((level) => healthWords[level] === token.value) ?? null;
}

/** The query with this level of health instead of any other; null: with none. */
export function withHealth(query: PropertyFilterProps.Query, level: Health['level'] | null): PropertyFilterProps.Query {
  const others = query.tokens.filter(({ propertyKey }) => propertyKey !== 'health');
  if (level === null) return { ...query, tokens: others };
  return { operation: 'and', tokens: [...others, { propertyKey: 'health', operator: '=', value: healthWords[level] }] };
}
