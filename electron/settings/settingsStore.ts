import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Settings } from '#shared/contract/settings.ts';
import { repairSettings } from './repairSettings.ts';

/** What is kept between runs, in memory and (unless `file` is null) on disk. */
export interface SettingsStore {
  current(): Settings;
  /** Applies a change and writes the file; resolves when it is on disk. Changes are applied one after the other. */
  change(edit: (settings: Settings) => Settings): Promise<Settings>;
}

/** Reads the settings; a damaged file is repaired field by field and the original set aside as `<file>.damaged-<stamp>`. */
export async function openSettings(file: string | null, stamp: string): Promise<SettingsStore> {
  let settings = Settings.parse({});
  if (file !== null) {
    const text = await readIfThere(file);
    if (text !== null) {
      const repaired = repairSettings(text);
      settings = repaired.settings;
      if (repaired.damaged) {
        await writeWhole(`${file}.damaged-${stamp}`, text);
        await writeWhole(file, toText(settings));
      }
    }
  }

  let queue: Promise<unknown> = Promise.resolve();
  return {
    current: () => settings,
    change(edit) {
      const done = queue.then(async () => {
        const next = Settings.parse(edit(settings));
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

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw thrown;
  }
}

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
