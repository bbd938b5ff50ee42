import type { ReactNode } from 'react';
import { Age } from '#renderer/ui/Age.tsx';
import { counted, lagWords, runtimeWords, sentenceCase } from '#renderer/ui/wording.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import { UNKNOWN, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { FactList } from '#renderer/ui/FactList.tsx';

interface FactsProps {
  readonly summary: ApplicationSummary;
  /** Which moment the summary describes. */
  readonly at: Millis;
}

/** Where the application stands, in one row under its name. */
export function Facts({ summary, at }: FactsProps) {
  const { ref, status, jobState, parallelism, kpus, lag, lastCheckpoint, restarts, runtime, region } = summary;
  const facts: (readonly [label: string, value: ReactNode])[] = [
    ...(status === null ? [] : [['Status', sentenceCase(status)] as const]),
    ['Job', orUnknown(jobState, sentenceCase)],
    ['Behind its source', lagWords(lag)],
    ['Last checkpoint', <Age key="checkpoint" at={lastCheckpoint} connection={ref.connection} ago />],
    ['Restarts', orUnknown(restarts, String)],
    ['Parallelism', kpus === null ? (parallelism ?? UNKNOWN) : `${parallelism ?? UNKNOWN} on ${counted(kpus, 'KPU')}`],
    ['Runtime', runtimeWords(runtime)],
    ['Connection', region === null ? summary.connectionName : `${summary.connectionName}, ${region}`],
    ['State as of', <Age key="state" at={at} connection={ref.connection} ago />],
  ];
  return <FactList facts={facts} />;
}
