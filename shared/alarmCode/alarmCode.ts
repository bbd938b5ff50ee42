import type { AlarmFormat } from '../model/alarms/plan.ts';
import { cdk } from './cdk.ts';
import { cli } from './cli.ts';
import { cloudFormation } from './cloudFormation.ts';
import type { CodedApplication, Format } from './coded.ts';
import { pack } from './pack.ts';
import { terraform } from './terraform.ts';

const formats: Readonly<Record<AlarmFormat, Format>> = { cfn: cloudFormation, terraform, cdk, cli };

export interface CodeFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Alarms as files of code, at least one for each region that has any. `topicArn` is what their parameter for the topic is unless told
 * otherwise; an alarm can only tell a topic of its own region, so that files of other regions have none.
 */
export function alarmFiles(
  applications: readonly CodedApplication[],
  { format, topicArn }: { readonly format: AlarmFormat; readonly topicArn: string | null },
): readonly CodeFile[] {
  const writer = formats[format];
  const written = applications.filter(({ alarms, dashboard }) => alarms.length > 0 || dashboard !== null);
  const topicOf = (region: string) => (topicArn?.split(':')[3] === region ? topicArn : null);
  return pack(written, { format: writer, topicOf }).map(({ file, blocks }) => ({
    name: `${file.name}.${writer.extension}`,
    text: writer.file(file, blocks),
  }));
}
