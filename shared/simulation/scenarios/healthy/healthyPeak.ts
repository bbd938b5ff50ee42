import type { Scenario } from '../../types.ts';
import { fleet } from '../fleet.ts';

/** Times as much as on other days. */
const BUSIER = 1.25;

export const healthyPeak: Scenario = {
  id: 'healthy-peak',
  title: 'A busy day: a quarter more of everything, and room for it',
  applications: fleet().map((member) => ({ ...member, load: BUSIER })),
  faults: [],
};
