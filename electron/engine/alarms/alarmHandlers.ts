import type { Handlers } from '#shared/contract/dispatch.ts';
import { ok } from '#shared/model/sourceError.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { AlarmBoard } from './alarmBoard.ts';
import { alarmCode } from './alarmCode.ts';
import type { AlarmParts } from './alarmParts.ts';
import type { AlarmWrites } from './alarmWrites.ts';
import { alarmStudy } from './study.ts';

type AlarmCall = Extract<keyof Handlers, `alarms.${string}`>;

/** The calls of the contract that are about alarms. */
export function alarmHandlers(parts: AlarmParts, board: AlarmBoard, writes: AlarmWrites): Pick<Handlers, AlarmCall> {
  const study = alarmStudy(parts);
  const patience = () => AbortSignal.any([parts.closed, AbortSignal.timeout(MINUTE)]);
  return {
    'alarms.choose': async (question) => {
      await parts.choices.choose(question);
      board.changed(question.ref.connection);
      return ok({});
    },
    'alarms.snooze': async (question) => {
      await parts.choices.setSnooze(question);
      board.changed(question.ref.connection);
      return ok({});
    },
    'alarms.topic': async (question) => {
      await parts.choices.setTopic(question);
      board.changed(question.connection);
      return ok({});
    },
    'alarms.learn': (question) => study.learn(question, patience()),
    'alarms.backtest': (question) => study.backtest(question, patience()),
    'alarms.export': (question) => alarmCode(parts, board, question),
    'alarms.plan': (question) => writes.plan(question, patience()),
    'alarms.undoPlan': (question) => writes.undoPlan(question, patience()),
    // At the rate that the service allows, the alarms of a large fleet take minutes.
    'alarms.apply': (question) => writes.apply(question, parts.closed),
    'alarms.undo': (question) => writes.undo(question, parts.closed),
  };
}
