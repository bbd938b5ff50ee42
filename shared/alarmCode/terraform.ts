import type { AlarmDefinition, AlarmQuery } from '../model/alarms/definition.ts';
import type { SeriesName } from '../model/metric.ts';
import { SECOND } from '../units/units.ts';
import type { CodedApplication, CodedFile, Format } from './coded.ts';
import { applicationLine, comment, evidence, heading } from './comments.ts';
import { snakeId } from './identifiers.ts';
import { isPercentile, plainSeries } from './properties.ts';
import { decimal, json, quotedForTemplates, quotedForTerraform as quoted } from './texts.ts';

/** Terraform: a root module for one region. */
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

provider "aws" {
  region = ${quoted(file.region)}
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

const deploying = ({ name }: CodedFile): readonly string[] => [
  `A module of its own, in a folder of its own (${name}).`,
  '  terraform init && terraform apply -var alarm_topic_arn=arn:aws:sns:…',
];

function alarmLines(definition: AlarmDefinition): readonly string[] {
  const { name, description, queries, comparison, threshold, period, evaluationPeriods, datapointsToAlarm, missing } = definition;
  const plain = plainSeries(definition);
  const seconds = decimal(period / SECOND);
  const more: readonly Assignment[] =
    plain === null
      ? []
      : [
          ...metricOf(plain.name),
          [isPercentile(plain.statistic) ? 'extended_statistic' : 'statistic', quoted(plain.statistic)],
          ['period', seconds],
        ];
  return [
    ...aligned(
      [
        ['alarm_name', quoted(name)],
        ['alarm_description', quoted(description)],
        ...more,
        ['evaluation_periods', decimal(evaluationPeriods)],
        ['datapoints_to_alarm', decimal(datapointsToAlarm)],
        ['threshold', decimal(threshold)],
        ['comparison_operator', quoted(comparison)],
        ['treat_missing_data', quoted(missing)],
        ['alarm_actions', 'local.alarm_actions'],
        ['ok_actions', 'local.alarm_actions'],
      ],
      '  ',
    ),
    ...(plain === null ? queries.flatMap((query) => queryLines(query, seconds)) : []),
  ];
}

function queryLines({ id, series, expression, compared }: AlarmQuery, seconds: string): readonly string[] {
  return [
    '',
    '  metric_query {',
    ...aligned(
      [
        ['id', quoted(id)],
        ...(expression === null ? [] : [['expression', quoted(expression)] as const]),
        ['return_data', String(compared)],
      ],
      '    ',
    ),
    ...(series === null
      ? []
      : [
          '',
          '    metric {',
          ...aligned([...metricOf(series.name), ['stat', quoted(series.statistic)], ['period', seconds]], '      '),
          '    }',
        ]),
    '  }',
  ];
}

type Assignment = readonly [name: string, value: string];

const metricOf = ({ namespace, metric, dimensions }: SeriesName): readonly Assignment[] => [
  ['namespace', quoted(namespace)],
  ['metric_name', quoted(metric)],
  [
    'dimensions',
    `{ ${Object.entries(dimensions)
      .map(([name, value]) => `${quoted(name)} = ${quoted(value)}`)
      .join(', ')} }`,
  ],
];

/** As `terraform fmt` lays them out. */
function aligned(assignments: readonly Assignment[], indent: string): readonly string[] {
  const width = Math.max(...assignments.map(([name]) => name.length));
  return assignments.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`);
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
