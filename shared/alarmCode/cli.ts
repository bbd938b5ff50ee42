import type { CodedApplication, CodedFile, Format } from './coded.ts';
import { applicationLine, comment, evidence, heading } from './comments.ts';
import { alarmProperties } from './properties.ts';
import { json, oneLine, quotedForShell, shellQuoted } from './texts.ts';

/**
 * The AWS CLI, in a script of the POSIX shell. The alarms are given as JSON: an argument of its own could be taken for the name of a file
 * (`file://…`), and JSON of ASCII alone is read the same in every locale.
 */
export const cli: Format = {
  extension: 'sh',
  blocks: (application) => [
    ...application.alarms.map((alarm, i) =>
      [
        ...(i === 0 ? [comment('#', [`--- ${applicationLine(application)}`])] : []),
        comment('#', evidence(alarm)),
        `put_alarm '${json(alarmProperties(alarm.definition), quotedForShell)}'`,
      ].join('\n'),
    ),
    ...dashboardOf(application),
  ],
  file: (file, blocks) => `#!/bin/sh
${comment('#', [...heading(file), ...deploying(file)])}
set -eu

AWS_REGION=${shellQuoted(oneLine(file.region))}
AWS_DEFAULT_REGION=$AWS_REGION
AWS_PAGER=''
export AWS_REGION AWS_DEFAULT_REGION AWS_PAGER

# ARN of the SNS topic that is told of ALARM and of OK; empty: nobody is told.
default_topic=${shellQuoted(oneLine(file.topicArn ?? ''))}
topic=\${ALARM_TOPIC_ARN-$default_topic}

put_alarm() {
  if [ -n "$topic" ]; then
    aws cloudwatch put-metric-alarm --cli-input-json "$1" --alarm-actions "$topic" --ok-actions "$topic"
  else
    aws cloudwatch put-metric-alarm --cli-input-json "$1"
  fi
}

${blocks.join('\n\n')}
`,
};

const deploying = ({ name }: CodedFile): readonly string[] => [
  'An alarm that is there already is brought up to date.',
  `  ALARM_TOPIC_ARN=arn:aws:sns:… sh ${name}.sh`,
];

function dashboardOf({ dashboard }: CodedApplication): readonly string[] {
  if (dashboard === null) return [];
  return [
    `aws cloudwatch put-dashboard --dashboard-name ${shellQuoted(dashboard.name)} --dashboard-body '${json(dashboard.body, quotedForShell)}'`,
  ];
}
