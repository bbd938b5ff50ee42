import { MINUTE, millis } from '../../units/units.ts';
import { faults } from '../faults/faults.ts';
import type { FaultKind } from '../faults/kinds.ts';
import type { FaultSpec, Scenario } from '../types.ts';
import { fleet } from './fleet.ts';

interface Incident extends Pick<FaultSpec, 'application' | 'severity' | 'where'> {
  readonly problem: FaultKind;
  /** How long it has been so when somebody begins to look. */
  readonly minutes: number;
}

/** The fleet with one thing wrong: the scenario is called as the problem is. */
export const incident = (only: Incident): Scenario => ({
  id: only.problem,
  title: faults[only.problem].title,
  applications: fleet(),
  faults: [faultOf(only)],
});

/** The fleet with several things wrong at once. */
export const incidents = (id: string, title: string, all: readonly Incident[]): Scenario => ({
  id,
  title,
  applications: fleet(),
  faults: all.map(faultOf),
});

const faultOf = ({ problem, application, where, severity, minutes }: Incident): FaultSpec => ({
  id: `${problem}-${application}`,
  kind: problem,
  application,
  ...(where === undefined ? {} : { where }),
  severity,
  onset: millis(-minutes * MINUTE),
  duration: null,
});
