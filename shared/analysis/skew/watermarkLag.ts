import type { SubtaskDetail } from '../../model/insight/vertex.ts';
import type { Millis } from '../../units/units.ts';
import { formatMillis } from '../../units/format.ts';
import { millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';
import { sentenceStart, subtaskList } from './skewWords.ts';

/** `ahead`: so far behind the furthest sibling, in event time; null: without a watermark. */
export interface SubtaskWatermark {
  readonly index: number;
  readonly watermark: Millis | null;
  readonly behind: Millis | null;
  /** `holds`: far behind its siblings, or without any while they have one. */
  readonly state: 'ok' | 'holds' | 'none';
  /** Of its records, where they are known: it has none while siblings do. */
  readonly idle: boolean;
}

/** Who holds event time back. */
export interface WatermarkJudgement {
  readonly subtasks: readonly SubtaskWatermark[];
  readonly lowest: Millis | null;
  readonly highest: Millis | null;
  readonly holding: readonly number[];
  readonly sentence: string;
}

export interface WatermarkContext {
  readonly isSource: boolean;
  /** The moment of the figures. */
  readonly at: Millis | null;
  /** Inputs that send nothing, by name. */
  readonly silentInputs: readonly string[];
  readonly hasInputs: boolean;
  /** Watermarks could not be read, or are not kept. */
  readonly unread: boolean;
}

export function judgeWatermarks(subtasks: readonly SubtaskDetail[], context: WatermarkContext): WatermarkJudgement {
  const known = subtasks.flatMap(({ watermark }) => (watermark === null ? [] : [watermark]));
  const highest = known.length === 0 ? null : millis(known.reduce<number>((a, b) => Math.max(a, b), -Infinity));
  const lowest = known.length === 0 ? null : millis(known.reduce<number>((a, b) => Math.min(a, b), Infinity));
  const rates = subtasks.map(({ readRate, writtenRate }) => (context.isSource ? writtenRate : readRate));
  const someFlow = rates.some((rate) => rate !== null && rate > 0);
  const each = subtasks.map(({ index, watermark }, i): SubtaskWatermark => {
    const behind = watermark === null || highest === null ? null : millis(highest - watermark);
    const far = behind !== null && behind >= thresholds.skew.watermark;
    return {
      index,
      watermark,
      behind,
      state: watermark === null ? (highest === null ? 'none' : 'holds') : far ? 'holds' : 'ok',
      idle: someFlow && rates[i] === 0,
    };
  });
  const holding = each.flatMap(({ index, state }) => (state === 'holds' ? [index] : []));
  const splits = subtasks.filter(({ index }) => holding.includes(index)).flatMap((subtask) => subtask.splits);
  const sentence = sentenceOf(each, holding, lowest, highest, context) + reads(holding.length, splits);
  return { subtasks: each, lowest, highest, holding, sentence };
}

const MOST_SPLITS = 4;

/** What those that hold event time back read from outside, where Flink tells. */
function reads(count: number, splits: readonly string[]): string {
  if (splits.length === 0) return '';
  const more = splits.length > MOST_SPLITS ? ` and ${splits.length - MOST_SPLITS} more` : '';
  return ` ${count === 1 ? 'It reads' : 'They read'} ${splits.slice(0, MOST_SPLITS).join(', ')}${more}.`;
}

function sentenceOf(
  subtasks: readonly SubtaskWatermark[],
  holding: readonly number[],
  lowest: Millis | null,
  highest: Millis | null,
  { isSource, at, silentInputs, hasInputs, unread }: WatermarkContext,
): string {
  if (unread) return 'Watermarks of its subtasks are not known of this moment.';
  if (lowest === null || highest === null) {
    if (isSource) return 'No subtask emits a watermark here: event time is not used, is assigned further on, or has not begun.';
    if (silentInputs.length > 0)
      return `No subtask has a watermark: ${silentInputs.join(' and ')} ${silentInputs.length === 1 ? 'sends' : 'send'} nothing, and an input without a watermark holds event time back. No window closes until it sends one or is marked as idle (withIdleness).`;
    return `No subtask has a watermark${hasInputs ? ': event time is not used, or one of its inputs has not sent one yet; then no window closes' : ''}.`;
  }
  const lag = at === null || at < lowest ? '' : `, ${formatMillis(millis(at - lowest))} behind the moment of the figures`;
  if (holding.length === 0) {
    const apart = highest === lowest ? 'at the same watermark' : `within ${formatMillis(millis(highest - lowest))} of each other`;
    const who = subtasks.length === 1 ? 'Its only subtask has a watermark' : `All ${subtasks.length} subtasks stand ${apart}`;
    return `${who}${lag}.${isSource ? '' : ' What holds it back, if anything, is before this vertex.'}`;
  }
  const without = subtasks.filter(({ state, watermark }) => state === 'holds' && watermark === null);
  const idle = subtasks.filter((each) => each.state === 'holds' && each.idle).map(({ index }) => index);
  const who = holding.length === 1 ? 'holds' : 'hold';
  const by =
    without.length === holding.length
      ? `${holding.length === 1 ? 'it has' : 'they have'} none while the others do`
      : `up to ${formatMillis(millis(highest - lowest))} behind the others`;
  const why =
    idle.length === holding.length
      ? ` ${idle.length === 1 ? 'It gets' : 'They get'} no records: an idle ${isSource ? 'shard or partition' : 'input'} that is not marked as idle (withIdleness).`
      : idle.length > 0
        ? ` Of these, ${subtaskList(idle)} ${idle.length === 1 ? 'gets' : 'get'} no records.`
        : '';
  return `${sentenceStart(subtaskList(holding))} ${who} event time back: ${by}${without.length === holding.length ? '' : lag}.${why}`;
}
