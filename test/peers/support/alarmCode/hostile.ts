import fc from 'fast-check';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { CodedAlarm, CodedApplication } from '#shared/alarmCode/coded.ts';
import { comparisons, missingData } from '#shared/model/alarm.ts';
import type { AlarmDefinition } from '#shared/model/alarms/definition.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

/** What means something to one of the readers. CloudWatch takes all of it in names, but for control characters of ASCII. */
// prettier-ignore
const BITS = [
  '"', "'", '`', '\\', '\\n', '\\u0041', '${a}', '${!a}', '$${a}', '%{if b}', '#{c}', '${AWS::Region}', '$', '%', '$(id)', '`id`', '!Ref', '&a', '*a',
  ': ', ' #', '- ', '|', '>', '{', '}', '[', ']', ',', '//', '/*', '*/', '<<-JSON', '@', '~', '1', '007', '1e3', 'null', 'yes', 'ä', '漢字', '😀', '’',
  '\u0085', '\u00a0', '\u2028', '\u2029', ' ', 'orders', '-', '_', '.',
];

const name = (most: number) =>
  fc.array(fc.constantFrom(...BITS), { minLength: 1, maxLength: 6 }).map((bits) => {
    const text = bits.join('').slice(0, most).trim();
    // A name that begins or ends with a blank, or has half of a character, is none that a service keeps.
    return text === '' || /\p{Cs}/u.test(text) ? 'x' : text;
  });

const series = fc.record({
  name: fc.record({
    namespace: fc.constant('AWS/KinesisAnalytics'),
    metric: name(200),
    dimensions: fc.dictionary(
      name(200).map((each) => each.replace(/^:+/, 'x')),
      name(200),
      { minKeys: 1, maxKeys: 3 },
    ),
  }),
  statistic: fc.constantFrom('Average', 'Maximum', 'Sum', 'SampleCount', 'p99'),
});

const queries: fc.Arbitrary<AlarmDefinition['queries']> = fc.oneof(
  series.map((only) => [{ id: 'm1', series: only, expression: null, compared: true }]),
  fc
    .tuple(fc.array(series, { minLength: 1, maxLength: 3 }), fc.constantFrom('RATE(m1)', '(m1 * 100) / 60000', 'IF(m1 > 0, m1)'))
    .map(([some, expression]) => [
      ...some.map((each, i) => ({ id: `m${i + 1}`, series: each, expression: null, compared: false })),
      { id: 'e1', series: null, expression, compared: true },
    ]),
);

/** Figures that are written otherwise than they are read, if one is careless. */
const threshold = fc.oneof(
  fc.constantFrom(0, -0.5, 1e-7, 1.5e-10, 0.1 + 0.2, 1 / 3, 1e15, 123_456_789.25, 90),
  fc.double({ min: -1e12, max: 1e12, noNaN: true }),
);

const definition: fc.Arbitrary<AlarmDefinition> = fc
  .record({
    name: name(200),
    description: fc
      .array(fc.constantFrom(...BITS, '\n', '\t', 'It is so.'), { minLength: 1, maxLength: 12 })
      .map((bits) => bits.join('').trim())
      .map((text) => (text === '' || /\p{Cs}/u.test(text) ? 'x' : text)),
    queries,
    comparison: fc.constantFrom(...comparisons),
    threshold,
    period: fc.constantFrom(MINUTE, millis(5 * MINUTE)),
    evaluationPeriods: fc.integer({ min: 1, max: 60 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    missing: fc.constantFrom(...missingData),
  })
  .map(({ share, ...each }) => ({
    ...each,
    threshold: each.threshold === 0 ? 0 : each.threshold,
    datapointsToAlarm: Math.max(1, Math.round(share * each.evaluationPeriods)),
    actions: [],
  }));

const alarm: fc.Arbitrary<CodedAlarm> = fc.record({
  entry: fc.constantFrom(...recommendedAlarmIds).map(alarmEntry),
  threshold: threshold.map((value) => ({ basis: 'chosen' as const, value, hours: null })),
  definition,
  instead: fc.option(fc.record({ name: name(100), faults: fc.constant(['statistic'] as const) })),
});

/** Applications whose alarms, names and series are as awkward as CloudWatch allows; the same seed gives the same. */
export function hostileApplications(
  seed: number,
  { alarms, region }: { readonly alarms: number; readonly region: string },
): readonly CodedApplication[] {
  const found = fc.sample(
    fc.uniqueArray(alarm, { selector: (each) => each.definition.name, minLength: alarms, maxLength: alarms }),
    {
      seed,
      numRuns: 1,
    },
  );
  const half = Math.ceil(alarms / 2);
  return (found[0] === undefined ? [] : [found[0].slice(0, half), found[0].slice(half)]).map((some, i) => ({
    name: i === 0 ? 'or"de\'rs ${x} \u2028 # \\' : '1st.app_%{y}',
    region,
    alarms: some,
    dashboard: { name: `flink-${i}`, body: { widgets: [text(some)] } },
  }));
}

const text = (alarms: readonly CodedAlarm[]) => ({
  type: 'text',
  x: 0,
  y: 0,
  width: 24,
  height: 3,
  properties: { markdown: alarms.map(({ definition: { description } }) => description).join(' ') },
});
