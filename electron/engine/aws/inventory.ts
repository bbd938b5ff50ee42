import type { ListedApplication, ManagedApplication } from '../../clients/aws/describeManaged.ts';
import type { AwsServices } from '../../clients/aws/awsServices.ts';
import { limit } from '../../clients/flink/flinkHttp.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { History } from '../../history/history.ts';
import { refresh } from '../cadence.ts';
import type { SourceClock } from '../sourceClock.ts';
import type { Recorder } from '../telemetry/recorder.ts';

/** Descriptions that are asked at the same time. */
const DESCRIBING = 6;

/** Which applications there are, and what each is: descriptions are asked again only when they may have changed. */
export interface Inventory {
  /** By name; null before the first answer. */
  listed(): readonly ListedApplication[] | null;
  /** When the newest list was asked for, and answered; null before the first answer. */
  when(): { readonly asked: Millis; readonly answered: Millis } | null;
  described(arn: string): ManagedApplication | null;
  /** Why the newest description of some application is missing or old. */
  trouble(): SourceError | null;
  /** Did the newest poll ask for a description? */
  hasAsked(): boolean;
  poll(signal: AbortSignal): Promise<Result<readonly ListedApplication[]>>;
}

export interface InventoryOptions {
  readonly connection: { readonly id: string; readonly region: string };
  readonly services: Pick<AwsServices, 'managed'>;
  readonly time: SourceClock;
  /** What is learnt is recorded. */
  readonly recorder: Recorder;
  readonly history: History;
  /** Is this application looked at now? */
  readonly attended: (arn: string) => boolean;
  /** Something is known that was not before. */
  readonly changed: () => void;
}

export function inventory({
  connection,
  services: { managed },
  time,
  recorder,
  history,
  attended,
  changed,
}: InventoryOptions): Inventory {
  let listed: readonly ListedApplication[] | null = null;
  let when: { readonly asked: Millis; readonly answered: Millis } | null = null;
  let trouble: SourceError | null = null;
  let asked = false;
  const descriptions = new Map<string, { readonly value: ManagedApplication; readonly at: Millis }>();
  const inTurn = limit(DESCRIBING);

  /** Applications of this region that were there when the app ran last. */
  const remembered = (): readonly string[] =>
    history.records.applications(connection.id, 'state', time.now()).filter((arn) => arn.split(':')[3] === connection.region);

  const record = (before: readonly ListedApplication[] | null, now: readonly ListedApplication[], at: Millis): void => {
    const there = new Set(now.map(({ arn }) => arn));
    for (const arn of before?.map((each) => each.arn) ?? remembered())
      if (!there.has(arn)) recorder.listed({ connection: connection.id, id: arn }, at, null);
    for (const each of now) recorder.listed({ connection: connection.id, id: each.arn }, at, each);
  };

  const isOld = ({ arn, version, status }: ListedApplication): boolean => {
    const known = descriptions.get(arn);
    if (known === undefined || known.value.version !== version || known.value.status !== status) return true;
    return time.now() - known.at >= (attended(arn) ? refresh.attendedDescription : refresh.description);
  };

  const describe = (each: ListedApplication, signal: AbortSignal): Promise<SourceError | null> =>
    inTurn(async () => {
      const answer = await managed.describe(each.name, signal);
      // Deleted since it was listed: the next list will not have it.
      if (!answer.ok) return answer.error.kind === 'not-found' ? null : answer.error;
      descriptions.set(each.arn, { value: answer.value, at: time.now() });
      recorder.described({ connection: connection.id, id: each.arn }, time.now(), answer.value);
      changed();
      return null;
    });

  return {
    listed: () => listed,
    when: () => when,
    described: (arn) => descriptions.get(arn)?.value ?? null,
    trouble: () => trouble,
    hasAsked: () => asked,
    async poll(signal) {
      asked = false;
      const began = time.now();
      const answer = await managed.list(signal);
      if (!answer.ok) return answer;
      const answered = time.now();
      when = { asked: millis(Math.min(began, answered)), answered };
      const before = listed;
      listed = answer.value.toSorted((a, b) => a.name.localeCompare(b.name));
      record(before, listed, answered);
      const arns = new Set(listed.map(({ arn }) => arn));
      for (const arn of descriptions.keys()) if (!arns.has(arn)) descriptions.delete(arn);
      changed();
      const old = listed.filter(isOld);
      asked = old.length > 0;
      const errors = await Promise.all(old.map((each) => describe(each, signal)));
      trouble = errors.find((error) => error !== null) ?? null;
      return ok(listed);
    },
  };
}
