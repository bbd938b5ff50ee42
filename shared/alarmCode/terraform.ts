import type { AlarmDefinition } from '../model/alarms/definition.ts';
import type { MetricAlarmQuery, MetricAlarmRequest } from '../model/alarms/metricAlarmRequest.ts';
import type { CodedApplication, CodedFile, Format } from './coded.ts';
import { applicationLine, comment, evidence, heading } from './comments.ts';
import { snakeId } from './identifiers.ts';
import { alarmProperties } from './properties.ts';
import { decimal, json, quotedForTemplates, quotedForTerraform as quoted } from './texts.ts';

/** Terraform: a module for one region. It names no provider of its own, so that it can be called with `count` and `for_each`. */
export const terraform: Format = {
  extension: 'tf',
  blocks: (application) => [
    ...application.alarms.map((alarm, i) =>
      [
        ...(i === 0 ? [comment('#', [`--- ${applicationLine(application)}`])] : []),
        comment('#', evidence(alarm)),
        `resource "aws_cloudwatch_metric_alarm" ${quoted(snakeId(alarm.definition.name))} {`,
        ...alarmLines(alarm.definition),
        '}',
      ].join('\n'),
    ),
    ...dashboardOf(application),
  ],
  file: (file, blocks) => `${comment('#', [...heading(file), ...deploying(file)])}
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "alarm_topic_arn" {
  description = "ARN of the SNS topic that is told of ALARM and of OK; empty: nobody is told."
  type        = string
  default     = ${quoted(file.topicArn ?? '')}
}

locals {
  alarm_actions = var.alarm_topic_arn == "" ? [] : [var.alarm_topic_arn]
}

${blocks.join('\n\n')}
`,
};

const deploying = ({ name, region }: CodedFile): readonly string[] => [
  `A module of its own, in a folder of its own (${name}); it takes the provider of whoever calls it, which must be of the region ${region}.`,
  `  AWS_REGION=${region} terraform apply -var alarm_topic_arn=arn:aws:sns:…`,
];

function alarmLines(definition: AlarmDefinition): readonly string[] {
  const { Dimensions, Metrics, ...properties } = alarmProperties(definition);
  return [
    ...aligned(
      [
        ...assignments(properties),
        ...(Dimensions === undefined ? [] : [dimensionsOf(Dimensions)]),
        ['alarm_actions', 'local.alarm_actions'],
        ['ok_actions', 'local.alarm_actions'],
      ],
      '  ',
    ),
    ...(Metrics ?? []).flatMap(queryLines),
  ];
}

function queryLines({ MetricStat, ...query }: MetricAlarmQuery): readonly string[] {
  const head = ['', '  metric_query {', ...aligned(assignments(query), '    ')];
  if (MetricStat === undefined) return [...head, '  }'];
  const {
    Metric: { Dimensions = [], ...metric },
    ...stat
  } = MetricStat;
  const lines = aligned([...assignments(metric), dimensionsOf(Dimensions), ...assignments(stat)], '      ');
  return [...head, '', '    metric {', ...lines, '    }', '  }'];
}

type Assignment = readonly [name: string, value: string];

/** Terraform spells the service's members `like_this`. */
const assignments = (members: Readonly<Record<string, Scalar | object | undefined>>): readonly Assignment[] =>
  Object.entries(members).flatMap(([name, value]) =>
    value === undefined || typeof value === 'object' ? [] : [[snake(name), scalar(value)] as const],
  );

type Scalar = string | number | boolean;
const snake = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
const scalar = (value: Scalar): string =>
  typeof value === 'string' ? quoted(value) : typeof value === 'number' ? decimal(value) : String(value);

const dimensionsOf = (dimensions: NonNullable<MetricAlarmRequest['Dimensions']>): Assignment => [
  'dimensions',
  `{ ${dimensions.map(({ Name, Value }) => `${quoted(Name)} = ${quoted(Value)}`).join(', ')} }`,
];

/** As `terraform fmt` lays them out. */
function aligned(lines: readonly Assignment[], indent: string): readonly string[] {
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`);
}

/** Its body as it is: nothing is escaped in a heredoc, and the JSON has nothing that is filled in. */
function dashboardOf({ dashboard }: CodedApplication): readonly string[] {
  if (dashboard === null) return [];
  return [
    `resource "aws_cloudwatch_dashboard" ${quoted(snakeId(`dashboard-${dashboard.name}`))} {
  dashboard_name = ${quoted(dashboard.name)}
  dashboard_body = <<-JSON
${json(dashboard.body, quotedForTemplates).replace(/^/gm, '    ')}
  JSON
}`,
  ];
}
