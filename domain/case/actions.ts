import { admission, catchUp } from './decide.ts';
import type { Context, Handler } from './handler.ts';
import { procedure, type ActType } from './procedure.ts';
import type { Refusal } from './refusal.ts';
import type { CaseState } from './state.ts';

/** One act of the procedure, seen by one actor now: possible, or why not. */
export type Action = {
  readonly act: ActType;
  readonly possible: boolean;
  readonly because: readonly Refusal[];
};

/** Every act of the procedure with what stands in its way for this actor at this moment. */
export function actions(before: CaseState, context: Context): Action[] {
  const { state } = catchUp(before, context);
  return acts().map((act) => {
    const handler: Pick<Handler<never>, 'ready'> = procedure[act];
    const barred = admission(state, act, context);
    const because = barred.length > 0 ? barred : (handler.ready?.(state, context) ?? []);
    return { act, possible: because.length === 0, because };
  });
}

const ofDeployment: readonly string[] = [
  'perform-duties',
  'receive-joined-case',
  'begin-basis-review',
  'keep-clocks',
  'rederive-clocks',
  'adopt-version',
];

/** The acts that persons do, in the order of the procedure. */
export function acts(): ActType[] {
  return Object.keys(procedure).filter(
    (key): key is ActType => key in procedure && !ofDeployment.includes(key),
  );
}
