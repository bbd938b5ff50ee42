import { familyOf } from './frameFamily.ts';
import type { Family } from './frameFamily.ts';
import type { Frame } from './fitFrames.ts';

/** What colours tell: whose code it is, how much of it waits, or what has changed. */
export type Paint = 'family' | 'off' | 'change';

/** Names of custom properties of flame.css, without their dashes. */
export type Colour = `flame-${Family}` | `flame-off-${Step}` | `flame-more-${Strength}` | `flame-less-${Strength}` | 'flame-same';
export type Step = 0 | 1 | 2 | 3 | 4;
export type Strength = 1 | 2 | 3 | 4;

const known = new Map<string, Family>();
/** Names of one job are some thousands; what an import brings is not kept for ever. */
const MOST_KNOWN = 200_000;

function knownFamily(name: string): Family {
  const family = known.get(name) ?? familyOf(name);
  if (known.size > MOST_KNOWN) known.clear();
  known.set(name, family);
  return family;
}

/** Points of a hundred of all samples from which on a change is drawn one step stronger. */
const STRONGER = [0.001, 0.01, 0.05, 0.15] as const;

export function colourOf(frame: Frame, paint: Paint): Colour {
  if (paint === 'off') return `flame-off-${stepOf(frame)}`;
  // Flink's name for where all samples begin: nobody's code.
  if (paint === 'family') return frame.name === 'root' ? 'flame-same' : `flame-${knownFamily(frame.name)}`;
  const delta = frame.delta ?? 0;
  const strength = strengthOf(Math.abs(delta));
  if (strength === 0) return 'flame-same';
  return delta > 0 ? `flame-more-${strength}` : `flame-less-${strength}`;
}

function stepOf({ value, off = 0 }: Frame): Step {
  const share = value === 0 ? 0 : off / value;
  if (share <= 0.05) return 0;
  if (share < 0.35) return 1;
  if (share < 0.65) return 2;
  return share < 0.95 ? 3 : 4;
}

function strengthOf(change: number): 0 | Strength {
  const [slight, clear, strong, great] = STRONGER;
  if (change < slight) return 0;
  if (change < clear) return 1;
  if (change < strong) return 2;
  return change < great ? 3 : 4;
}

/** Which share of the samples ended in code of each family, the largest first; families without any are left out. */
export function familyShares(root: Frame): readonly { readonly family: Family; readonly share: number }[] {
  const own = new Map<Family, number>();
  const waiting: Frame[] = [...root.children];
  let all = 0;
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    let rest = frame.value;
    for (const child of frame.children) {
      rest -= child.value;
      waiting.push(child);
    }
    if (rest <= 0) continue;
    const family = knownFamily(frame.name);
    own.set(family, (own.get(family) ?? 0) + rest);
    all += rest;
  }
  return [...own].map(([family, samples]) => ({ family, share: samples / all })).sort((a, b) => b.share - a.share);
}
