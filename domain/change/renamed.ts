import type { CaseState } from '../case/state.ts';
import type { Ground, Pack } from '../regime/pack.ts';

/**
 * A case in the words of another version: its ground and the kind of its instrument under the names that the version gives them.
 * What the version does not know, under no name, keeps the one it had.
 */
export function renamed(state: CaseState, pack: Pack): CaseState {
  const ground = successor(pack.grounds, state.ground);
  const { instrument } = state;
  const kinds = ground?.instruments ?? [];
  const kind =
    kinds.find((each) => each.kind === instrument?.kind)?.kind ??
    kinds.find(({ succeeds }) => instrument !== null && succeeds?.includes(instrument.kind))?.kind;
  return {
    ...state,
    ground: ground?.id ?? state.ground,
    instrument: instrument && kind !== undefined ? { ...instrument, kind } : instrument,
  };
}

function successor(grounds: readonly Ground[], id: string): Ground | undefined {
  return grounds.find((each) => each.id === id) ?? grounds.find(({ succeeds }) => succeeds?.includes(id));
}
