import type { Millis } from '../../units/units.ts';
import { readLog } from '../logs/logBook.ts';
import { createPublisher } from '../metrics/publish.ts';
import type { Publisher } from '../metrics/publish.ts';
import type { SeriesStore } from '../metrics/seriesStore.ts';
import type { Answer, ApplicationRequest } from '../requests.ts';
import type { SimulatedRegion } from '../types.ts';
import { stepApplication } from './application.ts';
import { createApplication } from './buildApplication.ts';
import { refuse } from './control/allowed.ts';
import { answerRequest } from './control/answerRequest.ts';
import { limitRefusal } from './control/changeRequests.ts';
import { APPLICATIONS, TAGS } from './control/quotas.ts';
import type { ApplicationRuntime } from './runtime.ts';
import { streamsOf } from './streams.ts';
import type { Place } from './views.ts';

/** The applications of one region, which come and go. */
export interface RegionRuntime {
  readonly place: Place;
  readonly view: SimulatedRegion & { readonly metrics: SeriesStore };
  add(application: ApplicationRuntime): void;
  find(name: string): ApplicationRuntime | undefined;
  residents(): readonly ApplicationRuntime[];
  step(from: Millis): void;
}

interface Given {
  readonly place: Place;
  readonly seed: number;
  readonly metrics: SeriesStore;
}

export function createRegion({ place, seed, metrics }: Given): RegionRuntime {
  const begin = place.now();
  const members = new Map<string, { readonly application: ApplicationRuntime; readonly publisher: Publisher }>();
  /** Deleted ones: what they logged stays. */
  let departed: readonly ApplicationRuntime[] = [];
  /** An account with a larger fleet has had its quota raised. */
  let quota = APPLICATIONS;

  const add = (application: ApplicationRuntime) =>
    members.set(application.name, { application, publisher: createPublisher(application, metrics) });
  const find = (name: string) => members.get(name)?.application;

  const create = (request: Extract<ApplicationRequest, { kind: 'create' }>): Answer => {
    const arn = `arn:aws:kinesisanalytics:${place.region}:${place.accountId}:application/${request.name}`;
    if (members.has(request.name)) return refuse('ResourceInUseException', `Application ${arn} exists already.`);
    if (members.size >= quota)
      return refuse('LimitExceededException', `There are ${members.size} applications in ${place.region}: that is the limit.`);
    if (Object.keys(request.tags).length > TAGS)
      return refuse('TooManyTagsException', `Application ${arn} would have more than ${TAGS} tags.`);
    const refusal = limitRefusal(request.settings, arn);
    if (refusal !== null) return { ok: false, error: refusal };
    add(createApplication(request, seed, place.now(), place));
    return { ok: true, value: { operation: null } };
  };

  const view: RegionRuntime['view'] = {
    name: place.region,
    accountId: place.accountId,
    get applications() {
      return [...members.values()].map(({ application }) => application.view);
    },
    metrics,
    get streams() {
      const all = [...departed, ...[...members.values()].map(({ application }) => application)];
      return streamsOf(all, seed, begin);
    },
    request(request) {
      if (request.kind === 'create') return create(request);
      const application = find(request.name);
      if (application !== undefined) return answerRequest(application, request, place.now(), place);
      return refuse(
        'ResourceNotFoundException',
        `Application arn:aws:kinesisanalytics:${place.region}:${place.accountId}:application/${request.name} does not exist.`,
      );
    },
    logs(of, from, to) {
      const present = find(of);
      const authors = [...departed.filter(({ name }) => name === of), ...(present === undefined ? [] : [present])];
      return authors.flatMap(({ log, view: { arn } }) => readLog(log, arn, from, to));
    },
  };

  return {
    place,
    view,
    add(application) {
      add(application);
      quota = Math.max(APPLICATIONS, 2 * members.size);
    },
    find,
    residents: () => [...members.values()].map(({ application }) => application),
    step(from) {
      for (const { application, publisher } of members.values()) {
        stepApplication(application, from, place);
        publisher.publish(from);
        if (!application.gone) continue;
        members.delete(application.name);
        departed = [...departed, application];
      }
    },
  };
}
