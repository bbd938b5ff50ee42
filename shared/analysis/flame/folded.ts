import type { FrameTree } from '../../model/insight/flame.ts';
import type { Result, SourceError } from '../../model/sourceError.ts';
import { failed, ok } from '../../model/sourceError.ts';
import { flatten, pathUp } from './flat.ts';
import { branch, childOf, treeOf } from './grow.ts';

/**
 * Folded stacks, as Brendan Gregg's FlameGraph tools read and write them: a line for each stack, `outer;inner;innermost 42`.
 * A frame's own `;` and line ends are written as in a URL (`%3B`), so that no other tool takes them for the end of the frame.
 */
export function toFolded(tree: FrameTree): string {
  const flat = flatten(tree);
  const lines: string[] = [];
  for (let i = 1; i < flat.self.length; i += 1) {
    const samples = flat.self[i] ?? 0;
    if (samples > 0) lines.push(`${pathUp(flat, i).reverse().map(escape).join(';')} ${samples}\n`);
  }
  return lines.join('');
}

/** Reads folded stacks. Lines of white space are passed over; what cannot be read is refused with its line. */
export function fromFolded(text: string): Result<FrameTree> {
  const root = branch('root');
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [i, raw] of lines.entries()) {
    const line = raw.trimEnd();
    if (line === '') continue;
    const space = line.lastIndexOf(' ');
    const count = line.slice(space + 1);
    const refuse = (what: string) => failed(refused(`Line ${i + 1} ${what}: “${short(line)}”`));
    if (space < 0 || !/^[\d.+\-e]+$/i.test(count)) return refuse('does not end in a space and a count');
    if (!/^\d+$/.test(count)) return refuse('has a count that is no whole number');
    const samples = Number(count);
    if (!Number.isSafeInteger(root.first + samples)) return refuse('has a count too large to be added up');
    const frames = line.slice(0, space).split(';');
    if (frames.some((frame) => frame === '')) return refuse('has a frame without a name');
    if (frames.length > DEEPEST) return refuse(`has ${frames.length} frames, more than ${DEEPEST}`);
    if (samples === 0) continue;
    let at = root;
    at.first += samples;
    for (const frame of frames) {
      at = childOf(at, unescape(frame));
      at.first += samples;
    }
  }
  return root.first === 0 ? failed(refused('There is no stack with samples in it')) : ok(treeOf(root));
}

/** The JVM itself ends a stack trace at 1,024 frames; a tree much deeper could not be sent from process to process. */
export const DEEPEST = 1_000;

const escape = (name: string): string =>
  name === ''
    ? '[unknown]'
    : name
        .replace(/%(?=3B|0A|0D|25)/g, '%25')
        .replaceAll(';', '%3B')
        .replaceAll('\n', '%0A')
        .replaceAll('\r', '%0D');

const meant: Readonly<Record<string, string>> = { '%3B': ';', '%0A': '\n', '%0D': '\r', '%25': '%' };
const unescape = (name: string): string => name.replace(/%(?:3B|0A|0D|25)/g, (found) => meant[found] ?? found);

const short = (line: string): string => (line.length <= 80 ? line : `${line.slice(0, 40)} … ${line.slice(-38)}`);

const refused = (message: string): SourceError => ({
  kind: 'bad-request',
  source: 'Folded stacks',
  message: `${message}.`,
  remedy: 'Give a file of folded stacks: a line for each stack, frames parted by “;”, then a space and the number of samples.',
});
