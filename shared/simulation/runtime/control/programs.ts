import type { Blueprint } from '../../blueprint.ts';
import { programs } from '../../blueprints/blueprints.ts';
import { withOwnStreams } from '../../blueprints/variant.ts';
import { keyOf } from '../../random.ts';
import type { SimulatedApplication } from '../../types.ts';

/**
 * Which program a code archive is. Nobody can run a user's own jar here, so an archive that is called like one of the blueprints' (whatever
 * its folder, version and ending) is that program; any other one stands for one of a few everyday programs, always for the same one.
 * It reads streams of the application's own. A notebook that was made by a request has no paragraph that runs.
 */
export function chooseProgram(mode: SimulatedApplication['mode'], fileKey: string, application: string): Blueprint {
  if (mode === 'INTERACTIVE') return emptyNotebook;
  const found = programFor(fileKey) ?? everyday[keyOf(0, 'program', nameOf(fileKey)) % everyday.length];
  if (found === undefined) throw new Error('No blueprint is an everyday program.');
  return withOwnStreams(found, application);
}

/** An update to another archive is another build of the same program, unless it is called like one of the others. */
export function programAfter(before: Blueprint, fileKey: string, application: string): Blueprint {
  if (nameOf(fileKey) === nameOf(before.code.fileKey)) return before;
  const found = programFor(fileKey);
  return found === undefined ? before : withOwnStreams(found, application);
}

/** The blueprint whose archive is called so. */
const programFor = (fileKey: string): Blueprint | undefined =>
  fileKey === '' ? undefined : programs.find(({ code }) => nameOf(code.fileKey) === nameOf(fileKey));

/** `jobs/orders-enrichment-4.2.1.jar` is `orders-enrichment`. */
const nameOf = (fileKey: string): string =>
  (fileKey.split('/').at(-1) ?? '')
    .replace(/\.(jar|zip)$/i, '')
    .replace(/[-_.]v?\d+(\.\d+)*([-_.](SNAPSHOT|RELEASE|final))?$/i, '');

/** All that it reads has an end, and so has its job. */
export const isBatch = ({ sources }: Blueprint): boolean =>
  sources.length > 0 && sources.every(({ bounded }) => bounded !== undefined);

const EVERYDAY = ['stream-copy', 'ticker-counts', 'device-sessions', 'clickstream-sessions'];
const everyday = programs.filter(({ id }) => EVERYDAY.includes(id));

const notebook = programs.find(({ mode }) => mode === 'INTERACTIVE');
if (notebook === undefined) throw new Error('No blueprint is a notebook.');
const emptyNotebook: Blueprint = { ...notebook, id: 'empty-notebook', sources: [], jobs: [] };
