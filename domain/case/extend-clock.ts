import type { Extension } from '../calendar/deadline.ts';
import { longerThan } from '../regime/legality.ts';
import type { Bound, ClockRule } from '../regime/pack.ts';
import { armedClock } from './armed-clock.ts';
import { rederived } from './clock-dates.ts';
import { unless, type Context, type Handler } from './handler.ts';
import { against, onPrinciple, promises, type Refusal } from './refusal.ts';
import type { CivilDate, Clock } from './state.ts';

const stages = ['determination', 'notice', 'list-review', 'listed', 'removal'] as const;

/** Extends a clock: only where the regime allows it, by whom it names, within its measure, and before the clock has run out. */
export const extendClock: Handler<'extend-clock'> = {
  stages,
  by: ['caseworker', 'reviewer', 'supervisor', 'superior-authority'],
  records: 'clock-extended',
  rule: (state, command, context) => {
    const found = armedClock(state, command.key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const running = standing(clock);
    const refusals = [...ranOut(clock, rule), ...beyondLaw(clock, rule, running, command.by, context)];
    if (rule.extension && running.length >= rule.extension.times)
      refusals.push(
        against(
          `${clock.rule}.extension`,
          rule.extension,
          `It may be extended ${rule.extension.times} time(s).`,
        ),
      );
    if (running.some(({ on }) => on === context.today))
      refusals.push(
        onPrinciple('clock.extension', promises.law, 'It was extended today already.', ['change-extension']),
      );
    return unless(refusals, () => {
      const extension = { on: context.today, amount: command.by.amount, unit: command.by.unit };
      const next = rederived({ ...clock, extensions: [...clock.extensions, extension] }, rule, context);
      return [{ type: 'clock-extended', key: clock.key, extension, reasons: command.reasons, clock: next }];
    });
  },
};

/**
 * Gives a standing extension another length: the clock is as if it had been granted so. Within the same measure of the law, and
 * before the clock has run out. The subject's time is made shorter only on the day of the grant, to set a mistake right.
 */
export const changeExtension: Handler<'change-extension'> = {
  stages,
  by: ['reviewer', 'supervisor', 'superior-authority'],
  records: 'extension-changed',
  rule: (state, command, context) => {
    const found = armedClock(state, command.key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const granted = standing(clock).find(({ on }) => on === command.on);
    const others = standing(clock).filter(({ on }) => on !== command.on);
    const refusals = [...ranOut(clock, rule), ...beyondLaw(clock, rule, others, command.by, context)];
    if (granted === undefined) refusals.push(noExtension(command.on));
    else if (longerThan(granted, command.by)) refusals.push(...takenBack(clock, command.on, context.today));
    return unless(refusals, () => {
      const extensions = clock.extensions.map((each) =>
        each === granted ? { ...each, amount: command.by.amount, unit: command.by.unit } : each,
      );
      return [
        {
          type: 'extension-changed',
          key: clock.key,
          on: command.on,
          by: command.by,
          reasons: command.reasons,
          clock: rederived({ ...clock, extensions }, rule, context),
        },
      ];
    });
  },
};

/** Withdraws an extension: the clock is as if it had never been extended. The subject's time only on the day of the grant. */
export const withdrawExtension: Handler<'withdraw-extension'> = {
  stages,
  by: ['reviewer', 'supervisor', 'superior-authority'],
  records: 'extension-withdrawn',
  rule: (state, command, context) => {
    const found = armedClock(state, command.key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const refusals = [...ranOut(clock, rule), ...takenBack(clock, command.on, context.today)];
    if (!standing(clock).some(({ on }) => on === command.on)) refusals.push(noExtension(command.on));
    return unless(refusals, () => {
      const extensions = clock.extensions.map((each) =>
        each.on === command.on && each.removedOn === undefined ? { ...each, removedOn: context.today } : each,
      );
      return [
        {
          type: 'extension-withdrawn',
          key: clock.key,
          on: command.on,
          clock: rederived({ ...clock, extensions }, rule, context),
        },
      ];
    });
  },
};

const standing = ({ extensions }: Clock): readonly Extension[] =>
  extensions.filter(({ removedOn }) => removedOn === undefined);

function ranOut(clock: Clock, rule: ClockRule): Refusal[] {
  return clock.lapsedAt === undefined
    ? []
    : [against(clock.rule, rule, `The clock ran out on ${clock.due}.`)];
}

function noExtension(on: CivilDate): Refusal {
  return onPrinciple('clock.extension', promises.law, `There is no extension of ${on}.`);
}

function takenBack(clock: Clock, on: CivilDate, today: CivilDate): Refusal[] {
  if (clock.against !== 'subject' || on === today) return [];
  return [
    onPrinciple(
      'clock.extension',
      promises.proportion,
      'Time that was given to the subject is not taken back; a mistake is set right on the day of the grant.',
    ),
  ];
}

/** What of the law of extensions an extension by `by` would break, beside the `others` that stand. */
function beyondLaw(
  clock: Clock,
  rule: ClockRule,
  others: readonly Extension[],
  by: Bound,
  { actor }: Context,
): Refusal[] {
  const law = rule.extension;
  if (law === undefined)
    return [against(clock.rule, rule, 'The regime does not let this clock be extended.')];
  const refusals: Refusal[] = [];
  const name = `${clock.rule}.extension`;
  const total = { amount: others.reduce((sum, each) => sum + each.amount, by.amount), unit: by.unit };
  if (law.most && longerThan(total, law.most))
    refusals.push(against(name, law, `By at most ${law.most.amount} ${law.most.unit} in all.`));
  // The length that was chosen or kept is what is extended, in its own unit.
  const { unit } = clock.chosen ?? rule;
  if (by.unit !== unit)
    refusals.push(against(name, law, `The clock runs in ${unit}.`, [`An extension in ${unit}.`]));
  if (rule.chosen?.indefinite && clock.chosen === undefined)
    refusals.push(against(name, law, 'The clock has no end that could be extended.'));
  if (actor.kind === 'person' && !actor.roles.some((role) => law.by.includes(role)))
    refusals.push(against(name, law, `An extension is granted by: ${law.by.join(', ')}.`));
  return refusals;
}
