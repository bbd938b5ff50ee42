import type { ApplicationStatus } from '../../model/application.ts';
import { blueprints } from '../blueprints/blueprints.ts';
import type { Scenario } from '../types.ts';

type Members = Scenario['applications'];

/** Every blueprint once, under its own name, running; but for those whose status is given. */
export const fleet = (statuses: Readonly<Record<string, ApplicationStatus>> = {}): Members =>
  blueprints.map(({ id }) => ({ blueprint: id, name: id, status: statuses[id] ?? 'RUNNING' }));
