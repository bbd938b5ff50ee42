import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Settings } from '#shared/contract/settings.ts';
import { repairSettings } from './repairSettings.ts';

/** What is kept between runs, in memory and (unless `file` is null) on disk. */
export interface SettingsStore {
  current(): Settings;
  /**
   * Applies a change to what the file says now and writes it; resolves when it is on disk. Changes are applied one after the
   * other.
   */
  change(edit: (settings: Settings) => Settings): Promise<Settings>;
}

/**
 * Reads the settings; a damaged file is repaired field by field and the original set aside as `<file>.damaged-<stamp>`. The app
 * starts whatever the disk says: what could not be read or repaired is told as a notice.
 */
export async function openSettings(file: string | null, stamp: string): Promise<SettingsStore> {
  let settings = file === null ? Settings.parse({}) : await readSettings(file, stamp);

  let queue: Promise<unknown> = Promise.resolve();
  return {
    current: () => settings,
    change(edit) {
      const done = queue.then(async () => {
        // Another window of ours (the desktop, the browser's host) may have saved something since.
        const before = file === null ? settings : await readSettings(file, stamp, settings);
        const next = Settings.parse(edit(before));
        if (file !== null) await writeWhole(file, toText(next));
        settings = next;
        return next;
      });
      queue = done.catch(() => undefined);
      return done;
    },
  };
}

const toText = (settings: Settings): string => `${JSON.stringify(settings, null, 2)}\n`;

/** `known`: what is taken when there is no file, or one that cannot be read; at first nothing is known. */
async function readSettings(file: string, stamp: string, known?: Settings): Promise<Settings> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    if (known !== undefined) return known;
    const first = Settings.parse({});
    if (codeOf(thrown) === 'ENOENT') return first;
    return {
      ...first,
      notices: [`The settings file could not be read (${codeOf(thrown)}). The settings are those of a first start.`],
    };
  }
  const { settings, damaged } = repairSettings(text);
  if (!damaged) return settings;
  try {
    await writeWhole(`${file}.damaged-${stamp}`, text);
    await writeWhole(file, toText(settings));
    return settings;
  } catch (thrown) {
    return {
      ...settings,
      notices: [...settings.notices, `The settings file could not be repaired on disk (${codeOf(thrown)}).`],
    };
  }
}

const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown));

/** All or nothing: a crash leaves the old file or the new one, never half of one. */
async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}
