import type { Context } from '../case/handler.ts';
import type { CaseState, CivilDate } from '../case/state.ts';
import { effectOfVersion } from './adopt-version.ts';
import { noEffect, type CaseEffect } from './effect.ts';
import { rederivedClocks } from './rederive-clocks.ts';

/** What a calendar change does to a case, without doing it. */
export function effectOfCalendars(state: CaseState, knownAt: CivilDate, context: Context): CaseEffect {
  return { ...noEffect, clocks: rederivedClocks(state, knownAt, context).map(({ effect }) => effect) };
}

/** What a version of its regime does to a case, without doing it. */
export function effectOnCase(state: CaseState, context: Context): CaseEffect {
  return effectOfVersion(state, context).effect;
}

/** Whether a change does anything at all to a case. */
export function touches({ clocks, position, unlawful, lawFell }: CaseEffect): boolean {
  return clocks.length > 0 || position.length > 0 || unlawful.length > 0 || lawFell !== null;
}
