import type { Input, Output } from '#shared/contract/contract.ts';
import type { Topic } from '#shared/contract/topics.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { History } from '../../history/history.ts';
import type { SnapshotStore } from '../snapshotStore.ts';
import { NOT_BUILT } from './notBuilt.ts';

/** What only live clusters could tell, kept in history: flame graphs and thread dumps, each with a title and a note. */
export interface CaptureLibrary {
  /** Fills the lists that somebody follows. */
  attend(topics: readonly Topic[]): void;
  save(question: Input<'captures.save'>): Output<'captures.save'>;
  read(question: Input<'captures.read'>): Output<'captures.read'>;
  change(question: Input<'captures.change'>): Output<'captures.change'>;
  remove(question: Input<'captures.remove'>): Output<'captures.remove'>;
}

export function captureLibrary(_history: History, _store: SnapshotStore): CaptureLibrary {
  return {
    attend: () => undefined,
    save: () => failed(NOT_BUILT),
    read: () => failed(NOT_BUILT),
    change: () => failed(NOT_BUILT),
    remove: () => failed(NOT_BUILT),
  };
}
