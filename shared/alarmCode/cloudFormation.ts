import type { CodedFile, Format } from './coded.ts';
import { applicationLine, comment, evidence, heading } from './comments.ts';
import { logicalId } from './identifiers.ts';
import { alarmProperties } from './properties.ts';
import type { Members, Value } from './texts.ts';
import { decimal, isList, json, membersOf, quoted, quotedForTemplates } from './texts.ts';

/** CloudFormation, in YAML whose strings are all in double quotes. */
export const cloudFormation: Format = {
  extension: 'yaml',
  blocks: (application) => [
    ...application.alarms.map((alarm, i) =>
      [
        ...(i === 0 ? [comment('  #', [`--- ${applicationLine(application)}`])] : []),
        comment('  #', evidence(alarm)),
        `  ${logicalId(alarm.definition.name)}:`,
        '    Type: AWS::CloudWatch::Alarm',
        '    Properties:',
        yaml(alarmProperties(alarm.definition), '      '),
        ACTIONS,
      ].join('\n'),
    ),
    ...(application.dashboard === null
      ? []
      : [
          [
            `  ${logicalId(`dashboard-${application.dashboard.name}`)}:`,
            '    Type: AWS::CloudWatch::Dashboard',
            '    Properties:',
            `      DashboardName: ${scalar(application.dashboard.name)}`,
            '      DashboardBody: |',
            indented(json(application.dashboard.body, quotedForTemplates), '        '),
          ].join('\n'),
        ]),
  ],
  file: (file, blocks) => `${comment('#', [...heading(file), ...deploying(file)])}
AWSTemplateFormatVersion: "2010-09-09"
Description: "Alarms of Apache Flink applications, as the Developer Guide recommends them."

Parameters:
  AlarmTopicArn:
    Type: String
    Description: "ARN of the SNS topic that is told of ALARM and of OK; empty: nobody is told."
    Default: ${quoted(file.topicArn ?? '')}

Conditions:
  HasTopic:
    Fn::Not:
      - Fn::Equals:
          - Ref: AlarmTopicArn
          - ""

Resources:
${blocks.join('\n\n')}
`,
};

/** A template of more than 51,200 bytes goes by way of S3. */
const deploying = ({ name, region }: CodedFile): readonly string[] => [
  'A large template needs --s3-bucket as well.',
  `  aws cloudformation deploy --region ${region} --stack-name ${name} --template-file ${name}.yaml \\`,
  '    --parameter-overrides AlarmTopicArn=arn:aws:sns:…',
];

const action = (property: string): string => `      ${property}:
        Fn::If:
          - HasTopic
          - - Ref: AlarmTopicArn
          - Ref: AWS::NoValue`;
const ACTIONS = `${action('AlarmActions')}\n${action('OKActions')}`;

/** Members, one below the other. */
const yaml = (members: Members, indent: string): string =>
  membersOf(members)
    .map(([name, value]) => `${indent}${name}:${member(value, indent)}`)
    .join('\n');

function member(value: Value, indent: string): string {
  if (isList(value)) {
    if (value.length === 0) return ' []';
    return value.map((each) => `\n${indent}  -${item(each, `${indent}    `)}`).join('');
  }
  if (typeof value === 'object') return `\n${yaml(value, `${indent}  `)}`;
  return ` ${scalar(value)}`;
}

/** Its first member stands beside the dash. */
const item = (value: Value, indent: string): string =>
  typeof value === 'object' && !isList(value) ? ` ${yaml(value, indent).trimStart()}` : member(value, indent);

function scalar(value: string | number | boolean): string {
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return String(value);
  // Text that looks like a variable of Fn::Sub is taken for one that was forgotten, unless it comes in two.
  if (!value.includes('${')) return quoted(value);
  const pieces = value.split(/(?<=\$)(?=\{)/).map((piece) => quoted(piece));
  return `{ "Fn::Join": ["", [${pieces.join(', ')}]] }`;
}

const indented = (text: string, indent: string): string => text.replace(/^/gm, indent);
