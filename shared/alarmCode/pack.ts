import type { CodedApplication, CodedFile, Format } from './coded.ts';

/** A stack of CloudFormation has at most 500 resources, a template at most 1 MB; not every character is one byte. */
const MOST_RESOURCES = 500;
const MOST_CHARACTERS = 700_000;

export interface Packed {
  readonly file: CodedFile;
  readonly blocks: readonly string[];
}

/** Puts applications into files: those of one region together, in their order, as many as one file may hold. */
export function pack(
  applications: readonly CodedApplication[],
  { format, topicOf }: { readonly format: Format; readonly topicOf: (region: string) => string | null },
): readonly Packed[] {
  const regions = [...new Set(applications.map(({ region }) => region))].sort();
  return regions.flatMap((region) => {
    const parts = inParts(
      applications.filter((each) => each.region === region),
      format,
    );
    return parts.map(({ members, blocks }, i) => ({
      file: {
        name: `flink-alarms-${region.replace(/[^a-z0-9-]+/g, '-')}${parts.length === 1 ? '' : `-part-${i + 1}`}`,
        region,
        topicArn: topicOf(region),
        applications: members,
      },
      blocks,
    }));
  });
}

interface Part {
  readonly members: CodedApplication[];
  readonly blocks: string[];
  characters: number;
}

function inParts(applications: readonly CodedApplication[], format: Format): readonly Part[] {
  const parts: Part[] = [];
  for (const application of applications) {
    const blocks = format.blocks(application);
    const characters = blocks.reduce((sum, block) => sum + block.length, 0);
    const last = parts.at(-1);
    const fits =
      last !== undefined &&
      last.blocks.length + blocks.length <= MOST_RESOURCES &&
      last.characters + characters <= MOST_CHARACTERS;
    const part: Part = fits ? last : { members: [], blocks: [], characters: 0 };
    if (!fits) parts.push(part);
    part.members.push(application);
    part.blocks.push(...blocks);
    part.characters += characters;
  }
  return parts;
}
