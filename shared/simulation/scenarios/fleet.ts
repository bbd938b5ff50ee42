import type { ApplicationStatus } from '../../model/application.ts';
import { blueprints } from '../blueprints/blueprints.ts';
import type { Member, Scenario } from '../types.ts';

/** The second region of the account; all others are at home. */
const ABROAD = 'eu-west-1';
const abroad = new Set([
  'payments-replication',
  'fraud-scores',
  'inventory-levels',
  'product-views-sql',
  'address-lookup',
  'device-sessions',
  'iot-rollup-s3',
  'loyalty-points',
]);

/** Every blueprint once, under its own name, running; but for those whose status is given. */
export const fleet = (statuses: Readonly<Record<string, ApplicationStatus>> = {}): readonly Member[] =>
  blueprints.map(({ id }) => ({
    blueprint: id,
    name: id,
    status: statuses[id] ?? 'RUNNING',
    ...(abroad.has(id) ? { region: ABROAD } : {}),
  }));

/**
 * The scenario with so many applications: those that it makes sick come first, and the fleet is repeated as often as needed. A repeated
 * application has the number of its round at the end of its name, streams and a load of its own, and every other round is in the
 * other region.
 */
export function withApplications(scenario: Scenario, count: number): Scenario {
  const sick = new Set(scenario.faults.map(({ application }) => application));
  const busy = new Set((scenario.events ?? []).map(({ application }) => application));
  const rank = ({ name }: Member) => (sick.has(name) ? 0 : busy.has(name) ? 1 : 2);
  const inOrder = [...scenario.applications].sort((a, b) => rank(a) - rank(b));
  const applications = Array.from({ length: count }, (_, i): Member | undefined => {
    const member = inOrder[i % inOrder.length];
    const round = Math.floor(i / inOrder.length) + 1;
    return member === undefined || round === 1 ? member : repeated(member, round);
  }).filter((member) => member !== undefined);
  const there = new Set(applications.map(({ name }) => name));
  const isThere = ({ application }: { readonly application: string }) => there.has(application);
  return {
    ...scenario,
    applications,
    faults: scenario.faults.filter(isThere),
    ...(scenario.events === undefined ? {} : { events: scenario.events.filter(isThere) }),
    ...(scenario.alarms === undefined ? {} : { alarms: scenario.alarms.filter(isThere) }),
  };
}

function repeated({ blueprint, name, region }: Member, round: number): Member {
  const isAbroad = (region !== undefined) !== (round % 2 === 0);
  return {
    blueprint,
    name: `${name}-${round}`,
    status: 'RUNNING',
    variant: round,
    ...(isAbroad ? { region: ABROAD } : {}),
  };
}
