import { FLINK_PREFIX } from '../flink/answerFlink.ts';
import type { SimulatorRequest } from '../http/request.ts';
import type { Asked } from './disturbed.ts';

/** Whom a request is for: the service that it is signed for, or an application's Flink interface. Null: neither. */
export function askedOf({ path, headers }: SimulatorRequest): Asked | null {
  if (path.startsWith(FLINK_PREFIX)) {
    const [name = ''] = path.slice(FLINK_PREFIX.length).split('/');
    return { service: 'flink', application: decoded(name) };
  }
  const [, service] = /Credential=[^/]*\/\d{8}\/[\w-]+\/([\w-]+)\/aws4_request/.exec(headers.authorization ?? '') ?? [];
  return service === undefined ? null : { service, application: null };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
