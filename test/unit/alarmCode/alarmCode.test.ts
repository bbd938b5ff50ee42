import { describe, expect, it } from 'vitest';
import { alarmFiles } from '#shared/alarmCode/alarmCode.ts';
import { alarmFormats } from '#shared/model/alarms/plan.ts';
import { codedOf, subjectOf } from './coded.ts';

const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:on-call';

describe.each(alarmFormats)('code of %s', (format) => {
  it('has a file for each region, and says in which it may tell the chosen topic', () => {
    const applications = ['eu-west-1', 'us-east-1'].map((region) => codedOf(subjectOf(`app-${region}`, { region }), false));
    const files = alarmFiles(applications, { format, topicArn: TOPIC });
    const extension = { cfn: 'yaml', terraform: 'tf', cdk: 'ts', cli: 'sh' }[format];
    expect(files.map(({ name }) => name)).toEqual(
      ['eu-west-1', 'us-east-1'].map((region) => `flink-alarms-${region}.${extension}`),
    );
    expect(files[0]?.text).toContain(TOPIC);
    expect(files[1]?.text).not.toContain(TOPIC);
  });

  it('tells of each alarm its page of the guide, where its threshold comes from, and what the account has instead', () => {
    const [first, ...rest] = codedOf(subjectOf('orders'), false).alarms;
    const wrong = { ...first!, instead: { name: 'old', faults: ['statistic' as const] } };
    const [file] = alarmFiles([{ name: 'orders', region: 'eu-west-1', alarms: [wrong, ...rest], dashboard: null }], {
      format,
      topicArn: null,
    });
    const flat = file?.text.replace(/\n *(?:#|\/\/) /g, ' ') ?? '';
    expect(flat).toContain("Application is down (Developer Guide, p. 444). The guide's own threshold: 0 ms.");
    expect(flat).toContain('It takes the place of old, which is wrong (another statistic): delete that one.');
    expect(flat).toMatch(/Output rate too low \(Developer Guide, p\. 446\)\. Threshold 1\.5e-7 per second, learned: .+/);
    expect(flat).not.toMatch(/[Tt]hreshold"?(?: =|:) 1\.5e-7/);
  });

  it('keeps within what a stack may hold, and names what it has the same whatever else is in the file', () => {
    const many = Array.from({ length: 80 }, (_, i) => codedOf(subjectOf(`app-${i}`), true));
    const files = alarmFiles(many, { format, topicArn: null });
    expect(files.length).toBeGreaterThan(1);
    expect(files.map(({ name }) => name)).toEqual(
      files.map((_, i) => expect.stringMatching(new RegExp(`^flink-alarms-eu-west-1-part-${i + 1}\\.`))),
    );
    for (const { text } of files) expect(new TextEncoder().encode(text).length).toBeLessThan(1_000_000);
    const [alone] = alarmFiles([many[79]!], { format, topicArn: null });
    const blocks = alone?.text.split('\n\n').filter((block) => block.includes('app-79-')) ?? [];
    expect(blocks.length).toBeGreaterThanOrEqual(12);
    for (const block of blocks.slice(1, -1)) expect(files.at(-1)?.text).toContain(block);
  });
});

it('there is no file where there is nothing', () => {
  expect(alarmFiles([{ name: 'a', region: 'b', alarms: [], dashboard: null }], { format: 'cfn', topicArn: null })).toEqual([]);
});

it('a module of Terraform has no provider of its own, and says of which region its caller’s must be', () => {
  const [file] = alarmFiles([codedOf(subjectOf('orders'), false)], { format: 'terraform', topicArn: null });
  expect(file?.text).not.toMatch(/^provider /m);
  expect(file?.text).toContain('AWS_REGION=eu-west-1 terraform apply');
  expect(file?.text).toContain('required_providers');
});

it('an alarm for which missing data is breaching says that a planned stop fires it', () => {
  const [file] = alarmFiles([codedOf(subjectOf('orders'), false)], { format: 'cli', topicArn: null });
  expect(file?.text.match(/Missing data counts as breaching: a planned stop fires it, too/g)).toHaveLength(1);
});
