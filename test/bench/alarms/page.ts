import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import { recommendedAlarmIds } from '#shared/model/alarms/recommended.ts';
import { findScenario } from '#shared/simulation/scenarios.ts';
import type { AlarmDays } from '#test/support/alarms/healthyAlarmDays.ts';
import { namedFor } from '#test/support/alarms/namedAlarms.ts';
import type { ScenarioAlarms } from '#test/support/alarms/scenarioAlarms.ts';

/** Everything that was measured; one list of scenarios for each seed. */
export interface MeasuredAlarms {
  readonly healthy: readonly (AlarmDays & { readonly seed: number })[];
  readonly sick: readonly (readonly ScenarioAlarms[])[];
  readonly seeds: { readonly healthy: readonly number[]; readonly sick: readonly number[] };
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

export const shareOf = (rows: readonly AlarmDays[]): number =>
  total(rows.map(({ fired }) => fired)) / Math.max(1, total(rows.map(({ days }) => days)));

/** `docs/alarms-measured.md`; prettier lays it out. */
export const pageOf = (measured: MeasuredAlarms): string =>
  [
    '# Alarms, measured',
    '',
    'Written by `npm run bench -- --only alarms`: how the [recommended alarms](alarms.md) do with their catalogued M of N and the thresholds that are learned (by the hour of the day where that matters, as Streamgauge judges them), in the simulator, whose days are fast. Nothing here was tuned on the seeds that it is measured with (tuned on 1 to 3).',
    '',
    ...healthyPart(measured),
    '',
    ...sickPart(measured),
    '',
    ...silentPart(measured),
    '',
  ].join('\n');

function healthyPart({ healthy, seeds }: MeasuredAlarms): string[] {
  const rows = recommendedAlarmIds.map((id) => {
    const own = healthy.filter(({ alarm }) => alarm === id);
    const days = total(own.map((each) => each.days));
    const firings = own.flatMap((each) => each.firings);
    const causes = [...new Set(firings.map(({ after }) => after))].map(
      (cause) => `${firings.filter(({ after }) => after === cause).length} × after ${cause ?? 'nothing of note'}`,
    );
    return line(
      alarmEntry(id).title,
      mOfN(id),
      new Set(own.map(({ seed, application }) => `${seed} ${application}`)).size,
      days,
      total(own.map((each) => each.fired)),
      days === 0 ? '–' : percent(shareOf(own)),
      causes.length === 0 ? '–' : causes.join(', '),
    );
  });
  const applications = new Set(healthy.map(({ application }) => application)).size;
  const unlearned = healthy.filter(({ learned }) => !learned).length;
  return [
    '## False alarms on healthy days',
    '',
    `${applications} streaming applications, 7 days to learn from and 14 days to be judged, for each of the seeds ${seeds.healthy.join(' and ')}. An application is updated every third day on average, restarts by itself every fifth, is patched every seventh, and takes a snapshot every day. An alarm-day is one alarm of one application on one day; it fires when the alarm is in ALARM at any time of it. M of N were chosen so that every alarm by itself stays below 1 % on the seeds that were tuned on, and no longer than that takes.`,
    '',
    '| alarm | M of N | applications | alarm-days | fired | share | when |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    line(
      '**all**',
      '',
      '',
      total(healthy.map(({ days }) => days)),
      total(healthy.map(({ fired }) => fired)),
      `**${percent(shareOf(healthy))}**`,
      'goal: at most 1 %',
    ),
    '',
    unlearned === 0
      ? 'Every threshold that the guide leaves to the owner was learned.'
      : `${unlearned} alarms had no threshold: too little was normal.`,
  ];
}

const mOfN = (id: RecommendedAlarmId): string => {
  const { datapointsToAlarm, evaluationPeriods } = alarmEntry(id);
  return `${datapointsToAlarm} of ${evaluationPeriods}`;
};

const line = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** Of one sick application, over all seeds. */
interface Played {
  readonly scenario: string;
  readonly application: string;
  readonly runs: readonly ScenarioAlarms[];
}

export const playedOf = ({ sick }: Pick<MeasuredAlarms, 'sick'>): Played[] =>
  (sick[0] ?? []).map(({ scenario, application }, i) => ({ scenario, application, runs: sick.flatMap((runs) => runs[i] ?? []) }));

const applicableIn = ({ runs }: Played): RecommendedAlarmId[] => [
  ...new Set(runs.flatMap(({ alarms }) => alarms.map(({ alarm }) => alarm))),
];

export function namedIn(played: Played) {
  const scenario = findScenario(played.scenario);
  if (scenario === undefined) throw new Error(`There is no scenario ${played.scenario}.`);
  return namedFor(scenario, played.application, applicableIn(played));
}

/** Minutes after the onset, of the runs in which it fired. */
export const firedAfter = ({ runs }: Played, id: RecommendedAlarmId): number[] =>
  runs.flatMap(({ alarms }) => alarms.find(({ alarm }) => alarm === id)?.after ?? []);

function sickPart(measured: MeasuredAlarms): string[] {
  const rows = playedOf(measured).flatMap((played) => {
    const { alarms, instead } = namedIn(played);
    const others = recommendedAlarmIds
      .filter((id) => !alarms.includes(id) && firedAfter(played, id).length > 0)
      .map((id) => `${alarmEntry(id).short} ${spread(firedAfter(played, id))}`);
    const harms = played.runs.flatMap(({ harm }) => harm ?? []);
    const head = [`\`${played.scenario}\``, played.application, harms.length === 0 ? 'none' : spread(harms)];
    const tail = others.length === 0 ? '–' : others.join(', ');
    if (alarms.length === 0) return [line(...head, 'none', '–', '–', `${instead.join('; ')}: ${tail}`)];
    return alarms.map((id, i) =>
      line(
        ...(i === 0 ? head : ['', '', '']),
        alarmEntry(id).short,
        firedIn(played, id),
        leadIn(played, id),
        i === 0 ? tail : '',
      ),
    );
  });
  return [
    '## Lead and delay on faults',
    '',
    `Each scenario of the simulator with faults: 7 healthy days to learn from, then 6 hours from the onset, for each of the seeds ${measured.seeds.sick.join(' and ')}. Of several faults it is the onset of the first one. Minutes, as median (and range) over the seeds. Harm is the first minute that somebody who waits for the results would notice: the job is down or gone, less than half of the usual comes out, or the source is more than a minute behind. A lead is before the harm; a negative one is a delay, and M datapoints of M of N are the least that there can be.`,
    '',
    '| scenario | application | harm after onset | alarm that the guide names | fired after onset | lead before harm | others that fired, and when |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ];
}

function firedIn(played: Played, id: RecommendedAlarmId): string {
  const after = firedAfter(played, id);
  if (after.length === 0) return 'not: see below';
  return after.length === played.runs.length ? spread(after) : `${spread(after)}, in ${after.length} of ${played.runs.length}`;
}

function leadIn({ runs }: Played, id: RecommendedAlarmId): string {
  const leads = runs.flatMap(({ harm, alarms }) => {
    const after = alarms.find(({ alarm }) => alarm === id)?.after ?? null;
    return harm === null || after === null ? [] : [harm - after];
  });
  return leads.length === 0 ? '–' : spread(leads);
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const text = (value: number): string => String(value).replace('-', '−');
  return least === most ? text(middle) : `${text(middle)} (${text(least)} to ${text(most)})`;
}

function silentPart(measured: MeasuredAlarms): string[] {
  const rows = playedOf(measured).flatMap((played) => {
    const { alarms, silent } = namedIn(played);
    return alarms
      .filter((id) => firedAfter(played, id).length < played.runs.length)
      .map((id) => {
        const silentRuns = played.runs.flatMap(({ alarms: all }) =>
          all.filter(({ alarm, after }) => alarm === id && after === null),
        );
        const nearest = silentRuns.map(({ worst, threshold }) => `${figure(worst)} against ${figure(threshold)}`);
        return line(
          `\`${played.scenario}\``,
          alarmEntry(id).short,
          nearest.length === 0 ? 'does not apply' : [...new Set(nearest)].join('; '),
          silent.get(id) ?? '–',
        );
      });
  });
  return [
    '## Named, but silent',
    '',
    ...(rows.length === 0
      ? ['Every alarm that the guide names fired in every run.']
      : ['| scenario | alarm | worst figure against the threshold | why |', '|---|---|---|---|', ...rows]),
  ];
}

const figure = (value: number | null): string =>
  value === null ? 'none' : Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumFractionDigits: 3 });
