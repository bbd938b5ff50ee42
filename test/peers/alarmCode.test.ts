import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#electron/clock.ts';
import { alarmFiles } from '#shared/alarmCode/alarmCode.ts';
import type { CodedApplication } from '#shared/alarmCode/coded.ts';
import type { Output } from '#shared/contract/contract.ts';
import type { AlarmFormat } from '#shared/model/alarms/plan.ts';
import { alarmFormats } from '#shared/model/alarms/plan.ts';
import type { AlarmRow } from '#shared/model/alarms/status.ts';
import { startTestSimulator } from '#test/support/simulator.ts';
import type { TestSimulator } from '#test/support/simulator.ts';
import { connectionTo } from '../integration/engine/simulatorScene.ts';
import type { Watching } from '../integration/engine/watching.ts';
import { watching } from '../integration/engine/watching.ts';
import { describedIn, runScript } from './support/alarmCode/awsCli.ts';
import type { Canonical } from './support/alarmCode/canonical.ts';
import { byName, wanted } from './support/alarmCode/canonical.ts';
import { synthesized } from './support/alarmCode/cdk.ts';
import { hostileApplications } from './support/alarmCode/hostile.ts';
import type { Described } from './support/alarmCode/readCode.ts';
import { readTemplates, readTerraform } from './support/alarmCode/readCode.ts';
import type { BotoSession } from './support/boto3.ts';
import type { Program } from './support/program.ts';
import { codeVenv, runInPython, startPython } from './support/python.ts';
import { succeed } from './support/succeed.ts';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:on-call';
/** So many hostile alarms; each costs the AWS CLI a second, twice. */
const HOSTILE = 12;

/** Alarms as code in every format, in files. */
interface Written {
  readonly files: Readonly<Record<AlarmFormat, readonly { readonly file: string; readonly text: string }[]>>;
  readonly alarms: (topics: readonly string[]) => readonly Canonical[];
  readonly dashboards: ReadonlyMap<string, unknown>;
}

let folder: string;
let simulator: TestSimulator;
let moto: Program;
let sessions: Readonly<Record<'simulator' | 'moto', BotoSession>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alarm-code-'));
  moto = startPython('moto_server.py');
  simulator = await startTestSimulator({ scenario: 'demo', applications: 2, historyHours: 6, clock: systemClock, speed: 20 });
  const { endpoint, region } = await simulator.aws();
  const keys = { accessKeyId: 'peer', secretAccessKey: 'peer' };
  sessions = {
    simulator: { endpoint: endpoint ?? '', region, ...keys },
    moto: { endpoint: await moto.firstLine, region, ...keys },
  };
});
afterAll(async () => {
  await simulator?.close();
  await moto?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function put(name: string, files: Readonly<Record<AlarmFormat, Output<'alarms.export'>>>): Promise<Written['files']> {
  const written = await Promise.all(
    alarmFormats.map(async (format) => {
      const all = succeed(files[format]).files.map(({ name: own, text }) => ({ file: join(folder, `${name}-${own}`), text }));
      for (const { file, text } of all) await writeFile(file, text);
      return [format, all] as const;
    }),
  );
  const of = (format: AlarmFormat) => written.find(([each]) => each === format)?.[1] ?? [];
  return { cfn: of('cfn'), terraform: of('terraform'), cdk: of('cdk'), cli: of('cli') };
}

/** Awkward names, series and figures. */
async function hostile(): Promise<Written> {
  const applications: readonly CodedApplication[] = hostileApplications(20_261_130, {
    alarms: HOSTILE,
    region: sessions.simulator.region,
  });
  const code = (format: AlarmFormat): Output<'alarms.export'> => ({
    ok: true,
    value: { files: [...alarmFiles(applications, { format, topicArn: null })], alarms: HOSTILE, left: [] },
  });
  return {
    files: await put('hostile', { cfn: code('cfn'), terraform: code('terraform'), cdk: code('cdk'), cli: code('cli') }),
    alarms: (topics) => byName(applications.flatMap(({ alarms }) => alarms.map(({ definition }) => wanted(definition, topics)))),
    dashboards: new Map(applications.map(({ dashboard }) => [dashboard?.name ?? '', dashboard?.body])),
  };
}

/** What the engine finds that an application of the simulator should have. */
async function simulated(): Promise<Written> {
  const engine = await watching(connectionTo(simulator.addresses.control), systemClock);
  try {
    return await exported(engine);
  } finally {
    await engine.close();
  }
}

async function exported(engine: Watching): Promise<Written> {
  const connection = 'simulator';
  const topic = { kind: 'alarmStatus', connection } as const;
  await engine.follow(topic);
  const isKnown = ({ name, cells }: AlarmRow) =>
    name === 'clickstream-sessions' &&
    cells.every(({ coverage, threshold }) => coverage === 'not-applicable' || threshold !== null);
  const row = (await engine.live(topic, (rows) => rows.some(isKnown))).find(isKnown);
  const ref = row?.ref ?? { connection, id: '' };
  await engine.follow(topic, { kind: 'applicationAlarms', ref });
  const { details } = await engine.live({ kind: 'applicationAlarms', ref });
  const code = async (format: AlarmFormat) =>
    (await engine.call('alarms.export', {
      choice: { connection, applications: [ref.id], alarms: null, which: 'all' },
      format,
      dashboard: true,
    })) as Output<'alarms.export'>;
  const files = await put('simulated', {
    cfn: await code('cfn'),
    terraform: await code('terraform'),
    cdk: await code('cdk'),
    cli: await code('cli'),
  });
  const definitions = details.flatMap(({ definition }) => definition ?? []);
  expect(definitions).toHaveLength(12);
  const { dashboards } = await readTemplates(
    files.cfn.map(({ file }) => file),
    '',
  );
  return { files, alarms: (topics) => byName(definitions.map((definition) => wanted(definition, topics))), dashboards };
}

const NOTHING: Described = { alarms: [], dashboards: new Map() };

describe.each([
  ['hostile definitions', hostile],
  ['a simulated application', simulated],
])('the code of %s', (_, make) => {
  let written: Written;
  beforeAll(async () => {
    written = await make();
  });
  const expectAll = ({ alarms, dashboards }: Described, topics: readonly string[]) => {
    expect(alarms).toEqual(written.alarms(topics));
    expect(dashboards).toEqual(written.dashboards);
  };
  const paths = (format: AlarmFormat) => written.files[format].map(({ file }) => file);

  it('is a template of CloudFormation without an error or a warning of cfn-lint', async () => {
    expect(JSON.parse(await runInPython('cfn-lint', ['--format', 'json', '--', ...paths('cfn')], { from: codeVenv }))).toEqual(
      [],
    );
    expectAll(await readTemplates(paths('cfn'), TOPIC), [TOPIC]);
    expect((await readTemplates(paths('cfn'), '')).alarms).toEqual(written.alarms([]));
  });

  it('is Terraform that a parser of HCL reads', async () => {
    expectAll(await readTerraform(paths('terraform'), TOPIC), [TOPIC]);
  });

  it('is TypeScript that compiles with the CDK, and synthesizes', async () => {
    const [{ text } = { text: '' }] = written.files.cdk;
    const [told, untold] = await synthesized(text, [TOPIC, null]);
    expectAll(told ?? NOTHING, [TOPIC]);
    expectAll(untold ?? NOTHING, []);
  });

  // A start of the AWS CLI for each alarm and server.
  it('is a script by which the AWS CLI makes the same alarms, in the simulator and in moto', { timeout: 400_000 }, async () => {
    const [{ file } = { file: '' }] = written.files.cli;
    const names = written.alarms([]).map(({ name }) => String(name));
    await Promise.all(
      Object.values(sessions).map(async (session) => {
        await runScript(file, session, TOPIC);
        expectAll(await describedIn(session, names, [...written.dashboards.keys()]), [TOPIC]);
      }),
    );
  });
});
