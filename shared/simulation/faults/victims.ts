import type { Blueprint, JobBlueprint, OperatorBlueprint, SinkTarget, SourceBlueprint, VertexBlueprint } from '../blueprint.ts';
import type { VertexFlow } from '../flow/runtime.ts';

/** Whom a fault can befall, told from the blueprint alone. Only the first job: a notebook's paragraphs come and go. */
const jobOf = ({ jobs }: Blueprint): JobBlueprint | undefined => jobs[0];

export const verticesWhere = (
  blueprint: Blueprint,
  suits: (vertex: VertexBlueprint, job: JobBlueprint) => boolean,
): readonly string[] => {
  const job = jobOf(blueprint);
  return job === undefined ? [] : job.vertices.filter((vertex) => suits(vertex, job)).map(({ uid }) => uid);
};

export const sourcesWhere = (
  blueprint: Blueprint,
  suits: (source: SourceBlueprint, reader: VertexBlueprint) => boolean,
): readonly string[] =>
  blueprint.sources
    .filter((source) => {
      const reader = jobOf(blueprint)?.vertices.find((vertex) => vertex.source === source.id);
      return reader !== undefined && suits(source, reader);
    })
    .map(({ id }) => id);

/** The application as a whole: named by its first vertex. */
export const whole = (blueprint: Blueprint): readonly string[] => verticesWhere(blueprint, () => true).slice(0, 1);

export const has = ({ operators }: VertexBlueprint, suits: (operator: OperatorBlueprint) => boolean): boolean =>
  operators.some(suits);

/** Code of its own, that neither reads nor writes: a committer belongs to its sink. */
export const isOperator = (vertex: VertexBlueprint): boolean =>
  vertex.source === null && has(vertex, ({ kind, name }) => kind === 'operator' && !name.endsWith('Committer'));
/** Such code, and it computes more than it waits. */
export const isComputing = (vertex: VertexBlueprint): boolean =>
  isOperator(vertex) && vertex.operators.every(({ cpu, cost, target }) => target !== null || cpu >= 0.4 || cost < 100);
export const isStateful = (vertex: VertexBlueprint): boolean => has(vertex, ({ state }) => state !== null);
/** State that is forgotten when its time to live is over, not when a window ends. */
export const keepsState = (vertex: VertexBlueprint): boolean =>
  has(vertex, ({ state }) => state !== null) && !has(vertex, ({ window }) => window !== undefined);
export const isSink = (vertex: VertexBlueprint): boolean =>
  has(vertex, ({ target }) => target !== null && target.kind !== 'discard');
export const isKeyed = ({ uid }: VertexBlueprint, { edges }: JobBlueprint): boolean =>
  edges.some(({ to, shipStrategy }) => to === uid && shipStrategy === 'HASH');

/** Fewer records a second are nobody's bottleneck: a side output of rejects, a commit for each file. */
const FEW = 20;

export function withRecords(blueprint: Blueprint, uids: readonly string[]): readonly string[] {
  const rates = expectedRates(blueprint);
  return uids.filter((uid) => (rates.get(uid) ?? 0) >= FEW);
}

/** Of the uids, the one whose vertex gets the most records a second. */
export function busiest(blueprint: Blueprint, uids: readonly string[]): readonly string[] {
  const rates = expectedRates(blueprint);
  const most = Math.max(...uids.map((uid) => rates.get(uid) ?? 0));
  return uids.filter((uid) => (rates.get(uid) ?? 0) === most).slice(0, 1);
}

/** Records a second that reach each vertex on a mean day, by uid. */
function expectedRates(blueprint: Blueprint): ReadonlyMap<string, number> {
  const rates = new Map<string, number>();
  const job = jobOf(blueprint);
  for (const vertex of job?.vertices ?? []) {
    const source = blueprint.sources.find(({ id }) => id === vertex.source);
    const fed = (job?.edges ?? [])
      .filter(({ to }) => to === vertex.uid)
      .reduce((total, edge) => {
        const from = job?.vertices.find(({ uid }) => uid === edge.from);
        return total + (rates.get(edge.from) ?? 0) * selectivityOf(from) * edge.share;
      }, 0);
    rates.set(vertex.uid, source === undefined ? fed : source.arrivals.mean);
  }
  return rates;
}

const selectivityOf = (vertex: VertexBlueprint | undefined): number =>
  (vertex?.operators ?? []).reduce((all, { selectivity }) => all * selectivity, 1);

/** Its work is spread over several subtasks. */
export const isSpread = ({ parallelism }: VertexBlueprint, { parallelism: all }: Blueprint): boolean =>
  Math.min(parallelism ?? all, all) > 1;

/** At its limit its processors are full: nothing waits for long before they are. */
export function computesMostly(blueprint: Blueprint): boolean {
  const rates = expectedRates(blueprint);
  const machines = Math.ceil(blueprint.parallelism / blueprint.parallelismPerKpu);
  let computing = 0;
  let busy = 0;
  for (const { uid, operators, parallelism } of jobOf(blueprint)?.vertices ?? []) {
    let reaching = (rates.get(uid) ?? 0) / 1e6;
    let own = 0;
    for (const { cost, cpu, selectivity } of operators) {
      own += cost * reaching;
      computing += (cost * cpu * reaching) / machines;
      reaching *= selectivity;
    }
    busy = Math.max(busy, own / Math.min(parallelism ?? blueprint.parallelism, blueprint.parallelism));
  }
  return computing > 0.85 * busy;
}

/** Where a vertex writes to. */
export function targetOf({ blueprint }: VertexFlow): SinkTarget {
  const target = blueprint.operators.find((operator) => operator.target !== null)?.target;
  if (target === undefined || target === null) throw new Error(`${blueprint.uid} writes nowhere.`);
  return target;
}

/** Works in event time: windows or sessions, but not those of the machine's own time. */
export const hasWindows = (blueprint: Blueprint): boolean =>
  verticesWhere(blueprint, (vertex) => has(vertex, ({ name, window }) => window !== undefined || EVENT_TIME.test(name))).length >
  0;

const EVENT_TIME = /^(?!.*ProcessingTime).*(Window|Session|EventTime)/;

/** Milliseconds of each second that one subtask would work if it got all records that reach it, and those that it hands on. */
export function aloneAt(blueprint: Blueprint, uid: string): number {
  const job = jobOf(blueprint);
  const vertex = job?.vertices.find((each) => each.uid === uid);
  if (job === undefined || vertex === undefined) return 0;
  const own = (expectedRates(blueprint).get(uid) ?? 0) * costOf(vertex);
  const forwarded = job.edges.filter(({ from, shipStrategy }) => from === uid && shipStrategy === 'FORWARD');
  return Math.max(own, ...forwarded.map(({ to }) => aloneAt(blueprint, to)));
}

/** Milliseconds per record. */
const costOf = ({ operators }: VertexBlueprint): number => {
  let reaching = 1;
  return operators.reduce((all, { cost, selectivity }) => {
    const own = (cost * reaching) / 1000;
    reaching *= selectivity;
    return all + own;
  }, 0);
};
