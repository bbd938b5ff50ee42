import type { SubtaskDetail } from '../../model/insight/vertex.ts';
import { thresholds } from '../thresholds.ts';
import { fisherExact } from './fisher.ts';
import type { Fourfold } from './fisher.ts';
import { keyGroupRange, sizeOfRange } from './keyGroups.ts';

/** Something that a subtask has: an attribute with its value. */
interface Trait {
  readonly attribute: 'task manager' | 'host' | 'splits' | 'key groups' | 'attempt';
  readonly value: string;
  /** Behind “they”, and behind “it”: “run on task manager a:1-x”, “runs on …”. */
  readonly they: string;
  readonly it: string;
}

/** What the slow ones have in common, and how surely that explains them. */
export interface SharedTrait extends Trait, Fourfold {
  /** Share of those that have it that are slow, and share of the slow ones that have it; 0…1. */
  readonly precision: number;
  readonly recall: number;
  /** Fisher's exact test, times the traits that were tried (Bonferroni): how likely chance alone would show as much. */
  readonly chance: number;
  /** It holds for most of the slow ones and for few others, and chance would hardly do so. */
  readonly explains: boolean;
}

export interface KeyedBy {
  readonly parallelism: number;
  readonly maxParallelism: number;
}

/** Every trait that at least two of the slow ones share (or that the only slow one has), the one that explains most first. */
export function sharedTraits(
  subtasks: readonly SubtaskDetail[],
  slow: readonly number[],
  keyed: KeyedBy | null,
): readonly SharedTrait[] {
  const isSlow = new Set(slow);
  if (isSlow.size === 0 || isSlow.size === subtasks.length) return [];
  const having = new Map<string, { readonly trait: Trait; readonly indices: Set<number> }>();
  for (const subtask of subtasks)
    for (const trait of traitsOf(subtask, keyed)) {
      const key = `${trait.attribute} ${trait.value}`;
      const known = having.get(key) ?? { trait, indices: new Set() };
      known.indices.add(subtask.index);
      having.set(key, known);
    }
  // What all of them have tells nothing.
  const tried = [...having.values()].filter(({ indices }) => indices.size < subtasks.length);
  return tried
    .map(({ trait, indices }) => judge(trait, indices, isSlow, { subtasks: subtasks.length, tried: tried.length }))
    .filter(({ slowWith }) => slowWith >= Math.min(2, isSlow.size))
    .sort((a, b) => Number(b.explains) - Number(a.explains) || a.chance - b.chance || b.recall - a.recall);
}

function judge(
  trait: Trait,
  indices: ReadonlySet<number>,
  slow: ReadonlySet<number>,
  { subtasks, tried }: { readonly subtasks: number; readonly tried: number },
): SharedTrait {
  const slowWith = [...indices].filter((index) => slow.has(index)).length;
  const othersWith = indices.size - slowWith;
  const table = { slowWith, slowWithout: slow.size - slowWith, othersWith, othersWithout: subtasks - slow.size - othersWith };
  const precision = slowWith / indices.size;
  const recall = slowWith / slow.size;
  const chance = Math.min(1, fisherExact(table) * tried);
  const { shared } = thresholds.skew;
  const explains = chance <= shared.chance && precision >= shared.precision && recall >= shared.recall;
  return { ...trait, ...table, precision, recall, chance, explains };
}

function traitsOf({ index, taskManager, host, splits, attempt }: SubtaskDetail, keyed: KeyedBy | null): Trait[] {
  const traits: Trait[] = [];
  const add = (attribute: Trait['attribute'], value: string, they: string, it: string): void =>
    void traits.push({ attribute, value, they, it });
  if (taskManager !== null)
    add('task manager', taskManager, `run on task manager ${taskManager}`, `runs on task manager ${taskManager}`);
  // Task managers of one machine are told apart by their ports.
  const machine = host?.replace(/:\d+$/, '') ?? null;
  if (machine !== null) add('host', machine, `run on host ${machine}`, `runs on host ${machine}`);
  if (splits.length > 0) {
    const count = `${splits.length} ${splits.length === 1 ? 'split' : 'splits'}`;
    add('splits', count, `read ${count} each`, `reads ${count}`);
  }
  if (keyed !== null) {
    const held = sizeOfRange(keyGroupRange(keyed.maxParallelism, keyed.parallelism, index));
    const count = `${held} ${held === 1 ? 'key group' : 'key groups'}`;
    add('key groups', count, `hold ${count} each`, `holds ${count}`);
  }
  if (attempt !== null) add('attempt', String(attempt), `are in attempt ${attempt}`, `is in attempt ${attempt}`);
  return traits;
}
