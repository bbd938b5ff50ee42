import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import type { Topic, TopicKind } from '#shared/contract/topics.ts';
import type { Parts } from './collector.ts';

type OfApplication = Extract<Topic, { ref: unknown }>;
type TopicOf<K extends TopicKind> = Extract<OfApplication, { kind: K }>;

const isOf = <K extends OfApplication['kind']>(topic: Topic, kind: K): topic is TopicOf<K> => topic.kind === kind;

/** The followed topics of a kind whose application is there. */
export const followedApplications = <K extends OfApplication['kind']>(
  { looks, inventory }: Pick<Parts, 'looks' | 'inventory'>,
  kind: K,
): readonly { readonly topic: TopicOf<K>; readonly listed: ListedApplication }[] =>
  looks.all().flatMap((topic) => {
    if (!isOf(topic, kind)) return [];
    const listed = inventory.listed()?.find(({ arn }) => arn === topic.ref.id);
    return listed === undefined ? [] : [{ topic, listed }];
  });

/** The same, once it is known where the application writes its logs, or that this cannot be known. */
export const followedLogs = <K extends OfApplication['kind']>(parts: Pick<Parts, 'looks' | 'inventory'>, kind: K) =>
  followedApplications(parts, kind).filter(
    ({ listed }) => parts.inventory.described(listed.arn) !== null || parts.inventory.trouble() !== null,
  );
