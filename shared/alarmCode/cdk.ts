import type { CodedApplication, CodedFile, Format } from './coded.ts';
import { applicationLine, comment, evidence, heading } from './comments.ts';
import { logicalId, pascal } from './identifiers.ts';
import { alarmProperties } from './properties.ts';
import type { Value } from './texts.ts';
import { decimal, isList, json, membersOf, quoted } from './texts.ts';

/** The CDK, version 2, in TypeScript: a stack, and the app that has it. */
export const cdk: Format = {
  extension: 'ts',
  blocks: (application) => [
    ...application.alarms.map((alarm, i) =>
      [
        ...(i === 0 ? [comment('    //', [`--- ${applicationLine(application)}`])] : []),
        comment('    //', evidence(alarm)),
        `    new CfnAlarm(this, ${quoted(logicalId(alarm.definition.name))}, {`,
        ...membersOf(alarmProperties(alarm.definition)).map(
          ([name, value]) => `      ${small(name)}: ${literal(value, '      ')},`,
        ),
        '      ...actions,',
        '    });',
      ].join('\n'),
    ),
    ...dashboardOf(application),
  ],
  file(file, blocks) {
    const stack = pascal(file.name);
    const dashboards = file.applications.some(({ dashboard }) => dashboard !== null);
    return `${comment('//', [...heading(file), deploying(file)])}
import { App, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import { CfnAlarm${dashboards ? ', CfnDashboard' : ''} } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface ${stack}Props extends StackProps {
  /** The SNS topic that is told of ALARM and of OK; empty: nobody is told. */
  readonly alarmTopicArn?: string;
}

export class ${stack} extends Stack {
  constructor(scope: Construct, id: string, props: ${stack}Props = {}) {
    super(scope, id, props);
    const topic = props.alarmTopicArn ?? ${quoted(file.topicArn ?? '')};
    const actions = topic === '' ? {} : { alarmActions: [topic], okActions: [topic] };

${blocks.join('\n\n')}
  }
}

const app = new App();
const alarmTopicArn: unknown = app.node.tryGetContext('alarmTopicArn');
new ${stack}(app, ${quoted(file.name)}, {
  env: { region: ${quoted(file.region)} },
  ...(typeof alarmTopicArn === 'string' ? { alarmTopicArn } : {}),
});
app.synth();
`;
  },
};

const deploying = ({ name }: CodedFile): string =>
  `  npx cdk deploy --app "npx tsx ${name}.ts" --context alarmTopicArn=arn:aws:sns:…`;

const small = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** An object literal: the CDK spells CloudFormation's names with a small letter. */
function literal(value: Value, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return String(value);
  const deeper = `${indent}  `;
  if (isList(value)) {
    if (value.length === 0) return '[]';
    return `[${value.map((each) => `\n${deeper}${literal(each, deeper)},`).join('')}\n${indent}]`;
  }
  const members = membersOf(value);
  const flat = `{ ${members.map(([name, each]) => `${small(name)}: ${literal(each, deeper)}`).join(', ')} }`;
  if (!flat.includes('\n') && indent.length + flat.length <= 120) return flat;
  return `{${members.map(([name, each]) => `\n${deeper}${small(name)}: ${literal(each, deeper)},`).join('')}\n${indent}}`;
}

function dashboardOf({ dashboard }: CodedApplication): readonly string[] {
  if (dashboard === null) return [];
  return [
    `    new CfnDashboard(this, ${quoted(logicalId(`dashboard-${dashboard.name}`))}, {
      dashboardName: ${quoted(dashboard.name)},
      dashboardBody: JSON.stringify(${json(dashboard.body, quoted, '      ')}),
    });`,
  ];
}
