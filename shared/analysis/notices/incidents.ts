import type { Notice } from '../../model/notice.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';
import { HEALTH, SLOW_CHECKPOINTS } from './healthCause.ts';
import type { Trouble } from './troubles.ts';
import { inSentence } from './troubles.ts';

/**
 * What one bottleneck does, the most telling first: work piles up, a processor is busy, barriers wait, event time stays behind, and health
 * names the vertex. Those that begin together are one incident. Everything else is a cause of its own: an outage (whose own symptoms
 * are `SYMPTOMS_OF_DOWN`), checkpoints that fail, memory, threads and state that grow.
 */
export const SYMPTOMS_OF_BOTTLENECK: readonly string[] = ['throughput', 'cpu', SLOW_CHECKPOINTS, 'watermark', HEALTH];

/** Troubles of one incident, told as one. */
export interface Incident extends Trouble {
  /** The causes that it has beside its own. */
  readonly also: readonly string[];
}

export interface Beginning {
  /** Null: before anybody looked. */
  readonly of: (trouble: Trouble) => Millis | null;
  /** Notices of the application that last. */
  readonly open: readonly Notice[];
  /** An outage lasts, or has just been: what follows from one is told with nothing else. */
  readonly isDown: boolean;
}

const alone = (trouble: Trouble): Incident => ({ ...trouble, also: [] });

/** The troubles of an application by incident: symptoms of one bottleneck are one, which goes on under the notice that it has. */
export function incidentsOf(troubles: readonly Trouble[], { of, open, isDown }: Beginning): readonly Incident[] {
  if (isDown) return troubles.map(alone);
  const others = troubles.filter(({ cause }) => !SYMPTOMS_OF_BOTTLENECK.includes(cause)).map(alone);
  const symptoms = SYMPTOMS_OF_BOTTLENECK.flatMap((cause) => troubles.filter((each) => each.cause === cause));
  const notices = open.filter(({ cause }) => SYMPTOMS_OF_BOTTLENECK.includes(cause));
  const byCause = new Map<string, Trouble[]>();
  const left: Trouble[] = [];
  for (const symptom of symptoms) {
    const begun = of(symptom);
    const notice =
      notices.find(({ cause }) => cause === symptom.cause) ??
      notices.find(({ also }) => also?.includes(symptom.cause) === true) ??
      notices.find(({ since }) => isTogether(begun, since));
    if (notice === undefined) left.push(symptom);
    else byCause.set(notice.cause, [...(byCause.get(notice.cause) ?? []), symptom]);
  }
  const incidents = [...byCause].map(([cause, members]) => told(cause, members));
  while (left.length > 0) {
    const first = Math.min(...left.flatMap((each) => of(each) ?? []));
    const members = left.filter((each) => !Number.isFinite(first) || isTogether(of(each), millis(first)));
    for (const member of members) left.splice(left.indexOf(member), 1);
    incidents.push(told(null, members));
  }
  return [...others, ...incidents];
}

/** What was so before anybody looked may have begun with anything. */
const isTogether = (begun: Millis | null, since: Millis): boolean =>
  begun === null || Math.abs(begun - since) <= thresholds.notices.together;

/** The strongest says what it is, and the others are named. */
function told(under: string | null, members: readonly Trouble[]): Incident {
  const [strongest, ...others] = [...members].sort(
    (a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical'),
  );
  if (strongest === undefined) throw new Error('An incident is of something.');
  const cause = under ?? strongest.cause;
  const since = members.flatMap(({ since: at }) => at ?? []);
  const settled = members.filter((each) => each.settled);
  const kept = settled.length > 0 && settled.every(({ snoozed }) => snoozed !== null);
  const names = others.map(({ title }) => inSentence(title)).join('; ');
  return {
    ...strongest,
    cause,
    text: names === '' ? strongest.text : `${strongest.text} Also: ${names}.`.trimStart(),
    since: since.length === 0 ? null : millis(Math.min(...since)),
    snoozed: kept ? (settled[0]?.snoozed ?? null) : null,
    settled: settled.length > 0,
    also: members.map((each) => each.cause).filter((each) => each !== cause),
  };
}
