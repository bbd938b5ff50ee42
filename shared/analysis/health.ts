import type { Health } from '../model/application.ts';
import { latest } from './facts/points.ts';
import type { HealthFacts } from './healthFacts.ts';
import { rules } from './rules.ts';
import { standing } from './standing.ts';
import { thresholds } from './thresholds.ts';

/** The health of one application and why, worst first, each reason with its figures. Without evidence it is unknown, never ok. */
export function health(facts: HealthFacts): Health {
  const state = standing(facts);
  // A job that restarts over and over is told with its figures; any other state speaks for itself.
  if (state !== null && facts.jobState !== 'RESTARTING' && facts.jobState !== 'FAILING') {
    const [level, reason] = state;
    return { level, reasons: [reason] };
  }
  const told = rules.flatMap(({ judge }) => judge(facts) ?? []);
  const critical = told.filter(({ level }) => level === 'critical');
  const warning = told.filter(({ level }) => level === 'warning');
  const reasons = [...(state === null ? [] : [state[1]]), ...[...critical, ...warning].map(({ reason }) => reason)];
  if (state !== null || critical.length > 0) return { level: 'critical', reasons };
  if (warning.length > 0) return { level: 'warning', reasons };
  if (!hasEvidence(facts)) return { level: 'unknown', reasons: ['No recent figures say how it fares.'] };
  return { level: 'ok', reasons: [] };
}

function hasEvidence({ now, job, recordsIn, cpu, heap, downtime, restarts, lagPoints }: HealthFacts): boolean {
  if (job !== null) return true;
  return [recordsIn, cpu, heap, downtime, restarts, lagPoints].some((points) => latest(points, now, thresholds.fresh) !== null);
}
