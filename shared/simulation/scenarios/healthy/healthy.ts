import type { Scenario } from '../../types.ts';
import { fleet } from '../fleet.ts';

export const healthy: Scenario = { id: 'healthy', title: 'A day without trouble', applications: fleet(), faults: [] };
