import type { SubtaskDetail } from '../../model/insight/vertex.ts';
import type { Cause } from './causes.ts';
import { causeOf } from './causes.ts';
import type { MeasureSkew } from './measureSkew.ts';
import { measureSkew } from './measureSkew.ts';
import type { SharedTrait } from './sharedAttribute.ts';
import { sharedTraits } from './sharedAttribute.ts';
import { measured } from './skewWords.ts';

/** What is known of the vertex beside its subtasks. */
export interface VertexTraits {
  readonly parallelism: number;
  /** Null: Flink does not tell, and then no key groups either. */
  readonly maxParallelism: number | null;
  readonly isSource: boolean;
  /** Its records are distributed by key: one of its inputs is HASH. */
  readonly isKeyed: boolean;
}

/** Whether a vertex is skewed, in what, who is slow, and why. */
export interface SkewJudgement {
  /** In the order records, state, busy; what is not known is absent. */
  readonly measures: readonly (MeasureSkew & { readonly sentence: string })[];
  /** Who is slow, by busy time; where that is not known or even, who has more records or state than the others. */
  readonly slow: readonly number[];
  readonly by: MeasureSkew['measure'] | null;
  readonly traits: readonly SharedTrait[];
  /** What explains them; null: none is slow, and none without work. */
  readonly cause: Cause | null;
}

export function judgeSkew(subtasks: readonly SubtaskDetail[], vertex: VertexTraits): SkewJudgement {
  const of = (measure: MeasureSkew['measure']) => measureSkew(subtasks, measure, vertex.isSource);
  const records = of('rate') ?? of('records');
  const found = [records, of('state'), of('busy')].filter((each) => each !== null);
  const [first] = (['busy', 'rate', 'records', 'state'] as const).flatMap(
    (measure) => found.find((each) => each.measure === measure && each.outliers.length > 0) ?? [],
  );
  const slow = first?.outliers ?? [];
  const traits = sharedTraits(subtasks, slow, keyedBy(vertex));
  return {
    measures: found.map((each) => ({ ...each, sentence: measured(each, subtasks.length) })),
    slow,
    by: first?.measure ?? null,
    traits,
    cause: causeOf({ subtasks, vertex, slow, by: first?.measure ?? null, records, traits }),
  };
}

const keyedBy = ({ isKeyed, parallelism, maxParallelism }: VertexTraits) =>
  isKeyed && maxParallelism !== null ? { parallelism, maxParallelism } : null;
