import type { Input, Output } from '#shared/contract/contract.ts';
import { failed } from '#shared/model/sourceError.ts';
import type { History } from '../../history/history.ts';
import { NOT_BUILT } from '../insight/notBuilt.ts';

/** The checkpoints that are kept of an application, over restarts of its job. */
export function keptCheckpoints(_history: History, _question: Input<'checkpoints.read'>): Output<'checkpoints.read'> {
  return failed(NOT_BUILT);
}
