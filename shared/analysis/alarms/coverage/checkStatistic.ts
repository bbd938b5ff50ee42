import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import type { Check } from './judged.ts';

/** How the samples of a minute come about, which decides what statistics say. */
type Samples =
  /** One, of the job. */
  | 'one'
  /** One of each task manager, stream, shard or topic: the worst counts. */
  | 'worst'
  /** Of each subtask: their mean counts. */
  | 'mean'
  /** Of each subtask: the one furthest behind counts. */
  | 'least';

const samplesOf: Readonly<Record<AlarmEntry['id'], Samples>> = {
  downtime: 'one',
  'failed-checkpoint-rate': 'one',
  'checkpoint-duration-high': 'one',
  'checkpoint-size-high': 'one',
  'records-out-rate-low': 'mean',
  'source-lag-kinesis': 'worst',
  'source-lag-kafka': 'worst',
  'heap-memory-high': 'worst',
  'cpu-high': 'worst',
  'thread-count-high': 'worst',
  'old-gc-time-share-high': 'worst',
  'old-gc-count-rate-high': 'worst',
  'watermark-gap': 'least',
};

const accepted: Readonly<Record<Samples, readonly string[]>> = {
  one: ['Average', 'Maximum', 'Minimum'],
  worst: ['Maximum'],
  mean: ['Average'],
  least: ['Minimum'],
};

/** From here on a percentile is as good as the maximum. */
const HIGH_PERCENTILE = 95;

/** Whether its statistic shows what the guide's does (pp. 444-453). */
export const checkStatistic: Check = ({ entry, about }) => {
  const samples = samplesOf[entry.id];
  const wrong = about.watched.find(({ statistic }) => statistic !== entry.statistic && !isAccepted(samples, statistic));
  if (wrong === undefined) return [];
  const { metric } = wrong;
  const statistic = wrong.statistic ?? 'none';
  return [
    {
      fault: 'statistic',
      text: `It takes the ${statistic} of ${metric}, which ${hides(entry, samples, statistic)}.`,
      remedy: `Take the ${entry.statistic} (guide p. ${entry.page}).`,
    },
  ];
};

function isAccepted(samples: Samples, statistic: string | null): boolean {
  if (statistic === null) return false;
  if (accepted[samples].includes(statistic)) return true;
  const percentile = Number(/^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1] ?? Number.NaN);
  return samples === 'one' ? !Number.isNaN(percentile) : samples === 'worst' && percentile >= HIGH_PERCENTILE;
}

function hides({ id }: AlarmEntry, samples: Samples, statistic: string): string {
  if (statistic === 'SampleCount') return 'says how many figures came, not what they were';
  if (statistic === 'Sum') {
    if (samples === 'one') return 'adds up what is no amount: it grows with the samples of a period';
    if (samples === 'worst')
      return `grows with the number of ${id.startsWith('source-lag') ? 'shards or partitions' : 'task managers'}, so that no figure of one can be told`;
    return 'grows with the number of subtasks and samples';
  }
  switch (samples) {
    case 'worst':
      return `hides the one ${id.startsWith('source-lag') ? 'shard or partition' : 'task manager'} that is worst off behind the others`;
    case 'mean':
      return statistic === 'Minimum'
        ? 'fires as soon as one subtask has nothing to do'
        : 'hides that most subtasks stand still behind one that does not';
    case 'least':
      return 'hides the subtask that is furthest behind';
    case 'one':
      return 'says something else than the figure';
  }
}
