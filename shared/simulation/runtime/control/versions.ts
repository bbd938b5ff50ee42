import type { Millis } from '../../../units/units.ts';
import type { Blueprint } from '../../blueprint.ts';
import type { SimulatedVersion } from '../../requests.ts';
import type { ApplicationSettings } from '../../settings.ts';
import type { ApplicationRuntime, VersionRecord } from '../runtime.ts';
import { programAfter } from './programs.ts';

/** The service keeps the newest so many versions. */
const KEPT = 100;

type Origin = Partial<Pick<SimulatedVersion, 'updatedFrom' | 'rolledBackFrom' | 'rolledBackTo'>>;

/** Makes the next version the present one. */
export function addVersion(
  application: ApplicationRuntime,
  settings: ApplicationSettings,
  program: Blueprint,
  at: Millis,
  origin: Origin,
): void {
  application.versionId += 1;
  application.updated = at;
  application.settings = settings;
  application.blueprint = program;
  application.log.level = settings.monitoring.logLevel;
  const version: VersionRecord = {
    id: application.versionId,
    created: at,
    settings,
    program,
    updatedFrom: null,
    rolledBackFrom: null,
    rolledBackTo: null,
    ran: false,
    rolledBack: false,
    ...origin,
  };
  application.versions = [version, ...application.versions].slice(0, KEPT);
}

export const updateVersion = (application: ApplicationRuntime, settings: ApplicationSettings, at: Millis): void =>
  addVersion(application, settings, programAfter(application.blueprint, settings.code.fileKey, application.name), at, {
    updatedFrom: application.versionId,
  });

/** What a start says of how to find its state belongs to the version, without making another one. */
export function amendVersion(application: ApplicationRuntime, settings: ApplicationSettings): void {
  application.settings = settings;
  mark(application, application.versionId, { settings });
}

export const markRan = (application: ApplicationRuntime): void => mark(application, application.versionId, { ran: true });
export const markRolledBack = (application: ApplicationRuntime, id: number): void => mark(application, id, { rolledBack: true });

function mark(application: ApplicationRuntime, id: number, by: Partial<VersionRecord>): void {
  application.versions = application.versions.map((each) => (each.id === id ? { ...each, ...by } : each));
}

/**
 * Where a rollback goes: the newest version that has run, but not the one that runs now. While automatic scaling is under way that is
 * the present version itself, at the parallelism from before.
 */
export const rollbackTarget = ({ versions, versionId, status }: ApplicationRuntime): VersionRecord | undefined =>
  versions.find(({ id, ran, rolledBack }) => ran && !rolledBack && (id !== versionId || status === 'AUTOSCALING'));

/** As readers see a version: the present one has the application's status, an earlier one that of its best days. */
export function viewVersion(version: VersionRecord, { versionId, status }: ApplicationRuntime): SimulatedVersion {
  const { id, created, settings, updatedFrom, rolledBackFrom, rolledBackTo, ran, rolledBack } = version;
  return {
    id,
    created,
    settings,
    status: id === versionId ? status : rolledBack ? 'ROLLED_BACK' : ran ? 'RUNNING' : 'READY',
    updatedFrom,
    rolledBackFrom,
    rolledBackTo,
  };
}

/** The versions of an application that has been there for long: a new build each. */
export function earlierVersions(application: ApplicationRuntime, ran: boolean): VersionRecord[] {
  const { versionId, created, updated, settings, blueprint } = application;
  const count = Math.min(KEPT, versionId);
  return Array.from({ length: count }, (_, i) => {
    const id = versionId - i;
    const share = versionId === 1 ? 1 : (id - 1) / (versionId - 1);
    return {
      id,
      created: Math.round(created + (updated - created) * share) as Millis,
      settings: i === 0 ? settings : { ...settings, code: { ...settings.code, md5: olderBuild(settings.code.md5, i) } },
      program: blueprint,
      updatedFrom: id === 1 ? null : id - 1,
      rolledBackFrom: null,
      rolledBackTo: null,
      ran,
      rolledBack: false,
    };
  });
}

/** The digits turned by so many places. */
const olderBuild = (md5: string, builds: number): string => {
  const turn = builds % md5.length;
  return md5.slice(turn) + md5.slice(0, turn);
};
