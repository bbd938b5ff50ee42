import { Notice } from '#shared/model/notice.ts';
import { millis } from '#shared/units/units.ts';
import type { History } from '../../history/history.ts';

/** Notices in the history, so that what was told once is not told again after a restart. */
export interface NoticeArchive {
  /** Of a connection, as they were left. */
  load(connection: string, most: number): readonly Notice[];
  /** Writes what is other than what was written last. */
  keep(notices: readonly Notice[]): void;
}

export function noticeArchive({ records }: Pick<History, 'records'>): NoticeArchive {
  let written = new Map<string, Notice>();
  return {
    load(connection, most) {
      const kept = records.read({
        connection,
        kinds: ['notice'],
        from: millis(0),
        to: millis(Number.MAX_SAFE_INTEGER),
        limit: most,
      });
      const notices = kept.flatMap(({ value }) => {
        const read = Notice.safeParse(value);
        return read.success ? [read.data] : [];
      });
      for (const notice of notices) written.set(notice.id, notice);
      return notices;
    },
    keep(notices) {
      for (const notice of notices) {
        if (written.get(notice.id) === notice) continue;
        const { id, ref, since, until } = notice;
        const owner = { connection: ref.connection, application: ref.id };
        records.put({ ...owner, kind: 'notice', key: id, at: since, until, value: notice });
      }
      written = new Map(notices.map((notice) => [notice.id, notice]));
    },
  };
}
