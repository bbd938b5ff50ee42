import { consequencesOf } from '#shared/analysis/alarms/writing/consequences.ts';
import type { Output, Input } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import type { AlarmWrite } from '#shared/model/alarms/plan.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { AuditLog } from '../operator/auditLog.ts';
import { auditLog } from '../operator/auditLog.ts';
import { operatorGuard } from '../operator/operatorMode.ts';
import { plannedWrites } from '../operator/plannedWrites.ts';
import { turns } from '../operator/turns.ts';
import type { Watcher } from '../watcher.ts';
import type { AlarmAccess } from './alarmAccess.ts';
import type { AlarmBoard } from './alarmBoard.ts';
import type { AlarmParts } from './alarmParts.ts';
import type { WritingParts } from './applyAlarms.ts';
import { applyAlarms } from './applyAlarms.ts';
import { planAlarms } from './planAlarms.ts';
import { planUndo } from './planUndo.ts';
import { undoAlarms } from './undoAlarms.ts';
import { NOTHING_TO_UNDO, NOT_WATCHED, NO_ALARMS, OTHER_SOURCE, notPlanned } from './refusals.ts';

/** Creates and updates alarms in the account: only in operator mode, only what was planned, each with an entry in the audit log. */
export interface AlarmWrites {
  /** Fills the audit logs that somebody follows. */
  attend(topics: readonly Topic[]): void;
  plan(question: Input<'alarms.plan'>, signal: AbortSignal): Promise<Output<'alarms.plan'>>;
  apply(question: Input<'alarms.apply'>, signal: AbortSignal): Promise<Output<'alarms.apply'>>;
  /** Only reads: asks nobody whether it may. */
  undoPlan(question: Input<'alarms.undoPlan'>, signal: AbortSignal): Promise<Output<'alarms.undoPlan'>>;
  undo(question: Input<'alarms.undo'>, signal: AbortSignal): Promise<Output<'alarms.undo'>>;
  /** What was kept of a connection was cleared, its audit log too; null: of all. */
  forget(connection: string | null): void;
  /** Resolves when nothing is being written. */
  idle(): Promise<void>;
}

type Parts = Pick<AlarmParts, 'history' | 'store' | 'watched' | 'settings' | 'choices' | 'clock' | 'now'>;

export function alarmWrites(parts: Parts, board: Pick<AlarmBoard, 'definitions'>): AlarmWrites {
  const { history, watched, settings, choices, clock } = parts;
  const audit: AuditLog = auditLog(parts);
  const guard = operatorGuard(settings);
  const plans = plannedWrites<{ readonly watcher: Watcher; readonly writes: readonly AlarmWrite[] }>(clock);
  const writing = turns();

  const accessOf = (connection: string): Result<{ readonly watcher: Watcher; readonly access: AlarmAccess }> => {
    const watcher = watched.get(connection)?.watcher;
    if (watcher === undefined) return failed(NOT_WATCHED);
    return watcher.alarms === null ? failed(NO_ALARMS) : ok({ watcher, access: watcher.alarms });
  };
  /** What writes ask before each request: settings may change while they last. */
  const partsOf = (connection: string, watcher: Watcher, access: AlarmAccess): WritingParts => ({
    audit,
    access,
    refusal: () => guard(connection) ?? (watched.get(connection)?.watcher === watcher ? null : OTHER_SOURCE),
  });
  const reread = (access: AlarmAccess, regions: Iterable<string>): void => {
    for (const region of new Set(regions)) access.writer(region)?.reread();
  };

  return {
    attend: (topics) => audit.attend(topics),
    async plan({ choice }, signal) {
      const { connection } = choice;
      const found = accessOf(connection);
      if (!found.ok) return found;
      const { watcher, access } = found.value;
      const planned = await planAlarms(choice, access, board, signal);
      if (!planned.ok) return planned;
      const { writes, left, beside } = planned.value;
      const consequences = consequencesOf({
        writes,
        beside,
        topicArn: choices.topicArn(connection),
        operator: guard(connection) === null,
        history: history.status().mode,
      });
      return ok({ id: plans.keep(connection, { watcher, writes }), writes: [...writes], left: [...left], consequences });
    },
    apply: ({ connection, plan, names }, signal) =>
      writing.take(connection, async () => {
        const refused = guard(connection);
        if (refused !== null) return failed(refused);
        const found = accessOf(connection);
        if (!found.ok) return found;
        const { watcher, access } = found.value;
        const planned = plans.find(connection, plan);
        if (!planned.ok) return planned;
        // Under the same name another account may be watched now.
        if (planned.value.watcher !== watcher) return failed(OTHER_SOURCE);
        const chosen = planned.value.writes.filter(({ name }) => names.includes(name));
        const unknown = names.find((name) => !chosen.some((each) => each.name === name));
        if (unknown !== undefined) return failed(notPlanned(unknown));
        const done = await applyAlarms(partsOf(connection, watcher, access), chosen, signal);
        reread(
          access,
          chosen.map(({ region }) => region),
        );
        return ok(done);
      }),
    async undoPlan({ connection, undo }, signal) {
      const found = accessOf(connection);
      if (!found.ok) return found;
      const entries = audit.undoable(connection, undo);
      return entries.length === 0 ? failed(NOTHING_TO_UNDO) : planUndo(found.value.access, entries, signal);
    },
    undo: ({ connection, undo }, signal) =>
      writing.take(connection, async () => {
        const refused = guard(connection);
        if (refused !== null) return failed(refused);
        const found = accessOf(connection);
        if (!found.ok) return found;
        const { watcher, access } = found.value;
        const entries = audit.undoable(connection, undo);
        if (entries.length === 0) return failed(NOTHING_TO_UNDO);
        const outcomes = await undoAlarms(partsOf(connection, watcher, access), entries, signal);
        reread(
          access,
          outcomes.map(({ region }) => region),
        );
        return ok({ outcomes });
      }),
    forget: (connection) => audit.forget(connection),
    idle: () => writing.idle(),
  };
}
