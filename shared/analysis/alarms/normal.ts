import type { Stretch } from '../../model/alarms/backtest.ts';
import type { Marker } from '../../model/history.ts';
import type { Millis } from '../../units/units.ts';
import { DAY, millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';

const { grace, before, most, days, near } = thresholds.normal;
const { merge } = thresholds.backtest;

/** What is known of an application's past beside its figures. */
export interface KnownPast {
  readonly from: Millis;
  readonly to: Millis;
  readonly markers: readonly Marker[];
  /** When it was down, by its own metric: known of a time that nobody watched, too. */
  readonly outages: readonly Stretch[];
  /** When its health was critical or in warning. */
  readonly unwell: readonly Stretch[];
  /** Whether its health is critical or in warning now, and that is the end of it. */
  readonly isUnwell?: boolean;
}

/** Something that makes figures unusual while it lasts: somebody's doing, trouble, or an alarm of the account. */
interface Happening extends Stretch {
  readonly kind: 'doing' | 'trouble' | 'alarm';
}

/** Somebody's doing, or the service's. A snapshot disturbs nothing; while an application is stopped there are no figures. */
const DOINGS: readonly Marker['kind'][] = ['deploy', 'scale', 'maintenance', 'start', 'stop'];
const TROUBLES: readonly Marker['kind'][] = ['restart', 'failure'];

/**
 * Stretches of the past that are not normal, each with what follows it (state is read back, lag is worked off), oldest first; what overlaps is
 * one. What an application is most of the time is its normal state, however unwell that is.
 */
export function notNormal(past: KnownPast): Stretch[] {
  const all = [...happenings(past), ...rarely(past.unwell, past)];
  return joined(
    all.map(({ from, to, text }) => ({ from, to: millis(to + grace), text })),
    0,
  ).flatMap((each) => inside(each, past));
}

/** Whether something beside the figures says that not all is well at its end: health, or an alarm of the account that came to ALARM within it. */
export const inTrouble = ({ from, markers, isUnwell = false }: KnownPast): boolean =>
  isUnwell || markers.some(({ kind, at, until }) => kind === 'alarm' && until === null && at >= from);

/** Outages, failures and restarts that nobody's doing explains, oldest first; those that are near each other are one. */
export function incidentsOf(past: KnownPast): Stretch[] {
  const all = happenings(past);
  const doings = all.filter(({ kind }) => kind === 'doing');
  const isExplained = ({ from, to }: Stretch): boolean =>
    doings.some((doing) => from >= doing.from - near && to <= doing.to + grace);
  const troubles = [...all.filter(({ kind }) => kind === 'trouble'), ...rarely(past.unwell, past)];
  return joined(
    troubles.filter((each) => !isExplained(each)),
    merge,
  ).flatMap((each) => inside(each, past));
}

function happenings(past: KnownPast): Happening[] {
  const { markers, outages } = past;
  const of = (kinds: readonly Marker['kind'][]): Stretch[] =>
    markers.filter(({ kind }) => kinds.includes(kind)).map(stretchOf(past));
  const alarms = of(['alarm']);
  const names = [...new Set(alarms.map(({ text }) => text))];
  // One that fires most of the time says more about itself.
  const telling = names.flatMap((name) =>
    rarely(
      alarms.filter(({ text }) => text === name),
      past,
    ),
  );
  return [
    ...of(DOINGS).map((each): Happening => ({ ...each, kind: 'doing' })),
    ...[...of(TROUBLES), ...outages].map((each): Happening => ({ ...each, kind: 'trouble' })),
    ...telling.map((each): Happening => ({ ...each, from: millis(each.from - before), kind: 'alarm' })),
  ];
}

/** A moment lasts no time; what is not over lasts to the end, except for what is told as a moment only. */
const stretchOf =
  ({ to }: KnownPast) =>
  ({ at, until, kind, text }: Marker): Stretch => ({ from: at, to: until ?? (kind === 'alarm' ? to : at), text });

/** None of them where they make up too much of the whole, or come on too many of its days. */
function rarely(stretches: readonly Stretch[], { from, to }: KnownPast): readonly Stretch[] {
  const within = stretches
    .map((each) => ({ from: Math.max(each.from, from), to: Math.min(each.to, to) }))
    .filter((each) => each.to >= each.from);
  const lasted = within.reduce((sum, each) => sum + each.to - each.from, 0);
  const on = new Set(within.map((each) => Math.floor(each.from / DAY))).size;
  const isHabit = on >= days && on > most * ((to - from) / DAY);
  return isHabit || lasted > most * (to - from) ? [] : stretches;
}

/** So many texts of what is joined are told. */
const TOLD = 3;

/** Stretches no further apart than `gap` as one, oldest first. */
function joined(stretches: readonly Stretch[], gap: number): Stretch[] {
  const found: { from: Millis; to: Millis; texts: Set<string>; beganUnseen: boolean }[] = [];
  for (const { from, to, text, beganUnseen = false } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last === undefined || from > last.to + gap) found.push({ from, to, texts: new Set([text]), beganUnseen });
    else {
      last.to = millis(Math.max(last.to, to));
      last.texts.add(text);
    }
  }
  return found.map(({ from, to, texts, beganUnseen }) => {
    const more = texts.size > TOLD ? ` and ${texts.size - TOLD} more` : '';
    return { from, to, text: `${[...texts].slice(0, TOLD).join(', ')}${more}`, ...(beganUnseen ? { beganUnseen } : {}) };
  });
}

/** The part of it that is in the range. */
const inside = (stretch: Stretch, { from, to }: KnownPast): Stretch[] =>
  stretch.to < from || stretch.from >= to
    ? []
    : [
        {
          ...stretch,
          from: millis(Math.max(stretch.from, from)),
          to: millis(Math.min(stretch.to, to)),
          ...(stretch.from < from ? { beganUnseen: true } : {}),
        },
      ];
