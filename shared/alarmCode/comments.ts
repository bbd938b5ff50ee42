import { faultsWords } from '../analysis/alarms/faultWords.ts';
import { thresholdEvidence } from '../analysis/alarms/words.ts';
import type { CodedAlarm, CodedApplication, CodedFile } from './coded.ts';
import { oneLine } from './texts.ts';

const WIDTH = 110;

/** Lines that begin with a mark, such as `# `; those that are set in are commands, and stay whole. */
export const comment = (mark: string, lines: readonly string[]): string =>
  lines
    .flatMap((line) => (line.startsWith('  ') ? [oneLine(line)] : wrapped(oneLine(line))))
    .map((line) => `${mark} ${line}`.trimEnd())
    .join('\n');

/** What an alarm rests on: the page of the guide, and where its threshold comes from. */
export const evidence = ({ entry, threshold, definition, instead }: CodedAlarm): readonly string[] => [
  `${entry.title} (Developer Guide, p. ${entry.page}).`,
  `${thresholdEvidence(entry, threshold)}${
    threshold.basis !== 'guide' && threshold.hours !== null
      ? ' Streamgauge compares hour by hour; CloudWatch is given what no hour goes beyond.'
      : ''
  }`,
  `When it fires: ${entry.remedy}`,
  ...(entry.missing === 'breaching'
    ? ['Missing data counts as breaching: a planned stop fires it, too; disable its actions for as long.']
    : []),
  ...(instead === null ? [] : [beside(definition.name, instead)]),
];

function beside(name: string, { name: other, faults }: NonNullable<CodedAlarm['instead']>): string {
  if (faults.length === 0) return `The account has it already: ${other}.`;
  const wrong = faultsWords(faults);
  return name === other
    ? `The account has an alarm of this name that is wrong (${wrong}): import or delete it first; the AWS CLI overwrites it.`
    : `It takes the place of ${other}, which is wrong (${wrong}): delete that one.`;
}

export const applicationLine = ({ name, alarms, dashboard }: CodedApplication): string =>
  `${name}: ${alarms.length} ${alarms.length === 1 ? 'alarm' : 'alarms'}${dashboard === null ? '' : ' and a dashboard'}`;

/** What begins every file. */
export const heading = ({ region, applications }: CodedFile): readonly string[] => {
  const names = applications.map(({ name }) => name);
  const some = names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
  return [
    `Alarms that the Developer Guide of Amazon Managed Service for Apache Flink recommends (pp. 443-453), in ${region}: ${some}.`,
    'Written by Streamgauge. Period, M of N and missing data are Streamgauge’s judgement where the guide is silent.',
  ];
};

function wrapped(line: string): readonly string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
