import { rungsOf } from '../case/clock-dates.ts';
import type { CaseEvent } from '../case/events.ts';
import { ruled, type Context, type Handler, type Ruling } from '../case/handler.ts';
import { onPrinciple, promises } from '../case/refusal.ts';
import type { CaseState, Clock } from '../case/state.ts';
import { measureEnded } from '../measures/measure-acts.ts';
import type { Bound, Pack } from '../regime/pack.ts';
import { noEffect, type CaseEffect, type ClockEffect, type KeptBecause, type LawFell } from './effect.ts';
import { favourOf, isLater, kindOf } from './favour.ts';
import { positionEffects } from './position.ts';
import { renamed } from './renamed.ts';
import { clocksUnder } from './replay.ts';
import { clockRule } from '../regime/clock-rule.ts';

/**
 * Brings a case under a newer version of its regime, as that version's transition says. Clocks are those the case would
 * have had under it; nothing falls back on the subject that the older law spared, unless the version states by which law
 * it does. Where the ground or the instrument itself is no longer law, the case is not moved: it is looked at.
 */
export const adoptVersion: Handler<'adopt-version'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['engine'],
  rule: (state, { change, version }, context): Ruling => {
    const { adopting } = context;
    if (adopting === undefined || adopting.pack.version !== version || adopting.pack.regime !== state.regime)
      return refuse(`"${version}" is not a version of ${state.regime} that is being adopted.`);
    const { effect, clocks } = effectOfVersion(state, context);
    if (effect.stays === 'law-fell' && effect.lawFell)
      return ruled(...reviewBegan(state, change, version, effect.lawFell));
    if (effect.stays !== null) return ruled();
    const { ground, instrument } = renamed(state, adopting.pack);
    return ruled(
      {
        type: 'version-adopted',
        change,
        from: state.version,
        to: version,
        packHash: adopting.packHash ?? null,
        ground,
        instrumentKind: instrument?.kind ?? null,
      },
      ...effect.clocks.flatMap((each): CaseEvent[] => clockEvent(each, change, clocks)),
      ...effect.unlawful.flatMap((id) => measureEnded(state, id, 'lifted', adopting.pack)),
    );
  },
};

const refuse = (detail: string): Ruling => ({
  kind: 'refused',
  refusals: [onPrinciple('transition', promises.law, detail)],
});

type UnderVersion = { readonly effect: CaseEffect; readonly clocks: ReadonlyMap<string, Clock> };

/** What a version does to a case, and the clocks that it gives it. The same computation previews and applies. */
export function effectOfVersion(state: CaseState, context: Context): UnderVersion {
  const { adopting } = context;
  if (adopting === undefined) return { effect: noEffect, clocks: new Map() };
  const { pack } = adopting;
  const lawFell = fallen(state, pack);
  if (lawFell)
    // Who looks at it already need not be asked twice.
    return {
      effect: { ...noEffect, lawFell, stays: 'law-fell' },
      clocks: new Map(),
    };
  const named = renamed(state, pack);
  const under = clocksUnder(state.caseId, adopting.record, { pack, calendars: context.calendars });
  const clocks = new Map<string, Clock>();
  const effects: ClockEffect[] = [];
  for (const pair of pairs(state.clocks, under)) {
    const settled = settle(pair, context, pack);
    if (settled === undefined) continue;
    effects.push(settled.effect);
    if (settled.clock) clocks.set(settled.effect.key, settled.clock);
  }
  const position = positionEffects({ state, context }, { state: named, context: { ...context, pack } });
  const orphan = effects.some(({ how, key }) => how === 'kept' && !(ruleOf(state, key) in pack.clocks));
  const worse = !mayBeHarsher(pack) && position.some(({ favour }) => favour === 'against-subject');
  const end = [...clocks.values()].find(({ effect }) => effect === 'term-ends')?.end;
  const pinned = pack.transition.mode === 'pinned';
  return {
    effect: {
      clocks: effects,
      position,
      unlawful: unlawfulMeasures(named, pack),
      removalDue: state.stage === 'listed' && end !== undefined && end !== null && end <= context.at,
      lawFell: null,
      stays: pinned ? 'pinned' : orphan ? 'right-without-rule' : worse ? 'harsher' : null,
    },
    clocks,
  };
}

/** Whether a version may put the subject of an older case in a worse position: only where it states by which law. */
function mayBeHarsher({ transition }: Pack): boolean {
  return transition.mode === 'recompute' && transition.harsher !== undefined;
}

const ruleOf = (state: CaseState, key: string): string => state.clocks[key]?.rule ?? '';

/** What a resting case rests on that the version no longer knows as law, under its own name or another. */
function fallen(state: CaseState, pack: Pack): LawFell | null {
  const { ground, instrument } = renamed(state, pack);
  const known = pack.grounds.find(({ id }) => id === ground);
  if (known === undefined) return { what: 'ground', id: state.ground };
  const permitted = instrument === null || known.instruments.some(({ kind }) => kind === instrument.kind);
  return permitted ? null : { what: 'instrument', id: instrument.kind };
}

function unlawfulMeasures({ entry, ground }: CaseState, pack: Pack): string[] {
  const allowed = pack.grounds.find(({ id }) => id === ground)?.measures ?? [];
  return (entry?.measures ?? [])
    .filter(({ id, endedAt }) => endedAt === undefined && !allowed.includes(id))
    .map(({ id }) => id);
}

type Pair = { readonly before: Clock | undefined; readonly after: Clock | undefined };

/** The clocks of both laws, side by side. The term of an entry is one thing, whatever a version calls its clock. */
function pairs(before: CaseState['clocks'], after: CaseState['clocks']): Pair[] {
  const rest = new Map(Object.entries(after));
  const twin = (clock: Clock): Clock | undefined => {
    const same = rest.get(clock.key);
    if (same) return same;
    if (kindOf(clock) !== 'burden') return undefined;
    return [...rest.values()].find(
      ({ key, effect, ref }) => effect === clock.effect && ref === clock.ref && !(key in before),
    );
  };
  const both = Object.values(before).map((clock): Pair => {
    const other = twin(clock);
    if (other) rest.delete(other.key);
    return { before: clock, after: other };
  });
  return [...both, ...[...rest.values()].map((clock): Pair => ({ before: undefined, after: clock }))];
}

type Settled = { readonly effect: ClockEffect; readonly clock: Clock | undefined };

function settle({ before, after }: Pair, context: Context, pack: Pack): Settled | undefined {
  if (before === undefined) return after && newlyArmed(after, context, pack);
  const dates = { due: before.due, end: before.end };
  const common = { key: before.key, rule: before.rule, against: before.against, before: dates };
  if (after === undefined) {
    if (kindOf(before) === 'right')
      return keep(
        before,
        { ...common, favour: 'against-subject', after: null },
        'right-not-shortened',
        context,
        pack,
      );
    const favour = kindOf(before) === 'burden' ? 'for-subject' : 'neither';
    return { effect: { ...common, how: 'stopped', favour, after: null }, clock: undefined };
  }
  if (before.key === after.key && before.end === after.end && before.due === after.due) return undefined;
  const favour = favourOf(kindOf(before), before.end, after.end);
  const effect = { ...common, favour, after: { due: after.due, end: after.end } };
  const why = keptBecause(before, after, context, pack);
  if (why) return keep(before, effect, why, context, pack);
  const reached = { ...after, reached: before.reached };
  return { effect: { ...effect, how: 'moved' }, clock: takenOver(reached, context, pack) };
}

/** Why a clock stays where the older law put it. */
function keptBecause(before: Clock, after: Clock, { at }: Context, pack: Pack): KeptBecause | undefined {
  const { mode } = pack.transition;
  const kind = kindOf(before);
  // Time that was granted in another unit than the new law's cannot be added to it.
  if (!hasExtensions(after, before)) return 'extended-otherwise';
  if (kind === 'obligation') {
    if (before.lapsedAt !== undefined) return 'already-overdue';
    if (after.end !== null && after.end <= at) return 'new-date-is-past';
    // An earlier day for what is owed to the subject is the milder one.
    return mode === 'most-favourable' && isLater(after.end, before.end) ? 'older-law-is-milder' : undefined;
  }
  if (favourOf(kind, before.end, after.end) !== 'against-subject') return undefined;
  return mayBeHarsher(pack) ? undefined : 'older-law-is-milder';
}

function hasExtensions(after: Clock, before: Clock): boolean {
  return after.extensions.length === before.extensions.length;
}

/** A kept clock keeps its length as well, so that an extension or a pause counts on from there. */
function keep(
  clock: Clock,
  effect: Omit<ClockEffect, 'how' | 'why'>,
  why: KeptBecause,
  { pack: older }: Context,
  pack: Pack,
): Settled {
  const rule = clockRule(older, clock.rule);
  const newer = clockRule(pack, clock.rule);
  const length: Bound | undefined = clock.chosen ?? (rule && { amount: rule.amount, unit: rule.unit });
  const same = newer !== undefined && length?.amount === newer.amount && length.unit === newer.unit;
  return {
    effect: { ...effect, how: 'kept', why },
    clock: length === undefined || same ? clock : { ...clock, chosen: length },
  };
}

/** The clock as the new law has it. What would have been over before the new law came is over when it comes. */
function takenOver(clock: Clock, context: Context, pack: Pack): Clock {
  const rule = clockRule(pack, clock.rule);
  const rungs = rule ? rungsOf(rule, clock.due, { ...context, pack }, clock.reached) : [];
  const past = clock.end !== null && clock.end < context.at;
  return { ...clock, rungs, ...(past && { end: context.at }) };
}

function newlyArmed(clock: Clock, context: Context, pack: Pack): Settled | undefined {
  // A time to act in that would be over already is no right, and no burden or obligation begins in the past.
  if (clock.end !== null && clock.end <= context.at) return undefined;
  const { key, rule, against, due, end } = clock;
  const favour = kindOf(clock) === 'right' ? 'for-subject' : 'neither';
  return {
    effect: { key, rule, against, how: 'armed', favour, before: null, after: { due, end } },
    clock: takenOver(clock, context, pack),
  };
}

function clockEvent(effect: ClockEffect, change: string, clocks: ReadonlyMap<string, Clock>): CaseEvent[] {
  const { key, how, before, after, why } = effect;
  const clock = clocks.get(key);
  if (how === 'stopped' || clock === undefined) return [{ type: 'clock-stopped', key }];
  if (how === 'armed') return [{ type: 'clock-armed', clock }];
  // The new law calls the clock otherwise: the old one stops, the new one runs.
  if (clock.key !== key)
    return [
      { type: 'clock-stopped', key },
      { type: 'clock-armed', clock },
    ];
  return [
    {
      type: 'clock-rederived',
      key,
      change,
      before: before ?? { due: null, end: null },
      clock,
      ...(how === 'kept' && why && { kept: { due: after?.due ?? null, end: after?.end ?? null, why } }),
    },
  ];
}

/** The review of a case whose law fell: a task for the supervisor, and the clock that every regime has for it. */
function reviewBegan(state: CaseState, change: string, version: string, fell: LawFell): CaseEvent[] {
  return state.basisReview ? [] : [{ type: 'basis-review-began', change, version, fell }];
}
