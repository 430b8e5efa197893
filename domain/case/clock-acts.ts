import { derive, rungsOf } from './clocks.ts';
import { unless, type Context, type Handler } from './handler.ts';
import { against, onPrinciple, promises, type Refusal } from './refusal.ts';
import type { CaseState, Clock } from './state.ts';
import { longerThan } from '../regime/legality.ts';
import type { ClockRule } from '../regime/pack.ts';
import { clockRule } from '../regime/clock-rule.ts';

/** Extends a clock: only where the regime allows it, by whom it names, within its measure, and before the clock has run out. */
export const extendClock: Handler<'extend-clock'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['caseworker', 'reviewer', 'supervisor', 'superior-authority'],
  records: 'clock-extended',
  rule: (state, command, context) => {
    const found = armed(state, command.key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const refusals: Refusal[] = [];
    const law = rule.extension;
    if (law === undefined)
      refusals.push(against(clock.rule, rule, 'The regime does not let this clock be extended.'));
    else {
      const running = clock.extensions.filter((each) => each.removedOn === undefined);
      if (running.length >= law.times)
        refusals.push(against(`${clock.rule}.extension`, law, `It may be extended ${law.times} time(s).`));
      const total = {
        amount: running.reduce((sum, each) => sum + each.amount, command.by.amount),
        unit: command.by.unit,
      };
      if (law.most && longerThan(total, law.most))
        refusals.push(
          against(`${clock.rule}.extension`, law, `By at most ${law.most.amount} ${law.most.unit} in all.`),
        );
      if (command.by.unit !== rule.unit)
        refusals.push(
          against(`${clock.rule}.extension`, law, `The clock runs in ${rule.unit}.`, [
            `An extension in ${rule.unit}.`,
          ]),
        );
      const { actor } = context;
      if (actor.kind === 'person' && !actor.roles.some((role) => law.by.includes(role)))
        refusals.push(
          against(`${clock.rule}.extension`, law, `An extension is granted by: ${law.by.join(', ')}.`),
        );
    }
    return unless(refusals, () => {
      const extension = { on: context.today, amount: command.by.amount, unit: command.by.unit };
      const next = rederived({ ...clock, extensions: [...clock.extensions, extension] }, rule, context);
      return [{ type: 'clock-extended', key: clock.key, extension, reasons: command.reasons, clock: next }];
    });
  },
};

/** Withdraws an extension: the clock is as if it had never been extended, but never shorter than today for a subject's right. */
export const withdrawExtension: Handler<'withdraw-extension'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['reviewer', 'supervisor', 'superior-authority'],
  records: 'extension-withdrawn',
  rule: (state, command, context) => {
    const found = armed(state, command.key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const refusals: Refusal[] = [];
    if (!clock.extensions.some((each) => each.on === command.on && each.removedOn === undefined))
      refusals.push(onPrinciple('clock.extension', promises.law, `There is no extension of ${command.on}.`));
    if (clock.against === 'subject')
      refusals.push(
        onPrinciple(
          'clock.extension',
          promises.proportion,
          'Time that was given to the subject is not taken back.',
        ),
      );
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

/** Stops a clock for a cause the regime names, with evidence. */
export const tollClock: Handler<'toll-clock'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'clock-tolled',
  rule: (state, command, context) => {
    const found = armed(state, command.key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const refusals: Refusal[] = [];
    const law = rule.tolling.find((each) => each.cause === command.cause);
    if (law === undefined)
      refusals.push(
        against(
          clock.rule,
          rule,
          `"${command.cause}" does not stop this clock.`,
          rule.tolling.map((each) => each.cause),
        ),
      );
    if (clock.tolled.some((each) => each.to === null && each.cause === command.cause))
      refusals.push(
        onPrinciple('clock.tolling', promises.law, `The clock is stopped for "${command.cause}" already.`),
      );
    return unless(refusals, () => {
      const toll = { from: context.today, to: null, cause: command.cause, evidence: command.evidence };
      const next = rederived({ ...clock, tolled: [...clock.tolled, toll] }, rule, context);
      return [
        {
          type: 'clock-tolled',
          key: clock.key,
          cause: command.cause,
          evidence: command.evidence,
          clock: next,
        },
      ];
    });
  },
};

/** Lets a stopped clock run on, with what was left of it. */
export const resumeClock: Handler<'resume-clock'> = {
  stages: ['determination', 'notice', 'list-review', 'listed', 'removal'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'clock-resumed',
  rule: (state, command, context) => {
    const found = armed(state, command.key, context);
    if (found.kind === 'refused') return found;
    const { clock, rule } = found;
    const open = clock.tolled.some((each) => each.to === null && each.cause === command.cause);
    return unless(
      open
        ? []
        : [onPrinciple('clock.tolling', promises.law, `The clock is not stopped for "${command.cause}".`)],
      () => {
        const tolled = clock.tolled.map((each) =>
          each.to === null && each.cause === command.cause ? { ...each, to: context.today } : each,
        );
        return [
          {
            type: 'clock-resumed',
            key: clock.key,
            cause: command.cause,
            clock: rederived({ ...clock, tolled }, rule, context),
          },
        ];
      },
    );
  },
};

type Armed =
  | { readonly kind: 'armed'; readonly clock: Clock; readonly rule: ClockRule }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

function armed(state: CaseState, key: string, { pack }: Context): Armed {
  const clock = state.clocks[key];
  const rule = clock && clockRule(pack, clock.rule);
  if (clock === undefined || rule === undefined)
    return {
      kind: 'refused',
      refusals: [
        onPrinciple(
          'clock.unknown',
          promises.law,
          `No clock "${key}" is running.`,
          Object.keys(state.clocks),
        ),
      ],
    };
  if (clock.lapsedAt !== undefined)
    return { kind: 'refused', refusals: [against(clock.rule, rule, `The clock ran out on ${clock.due}.`)] };
  return { kind: 'armed', clock, rule };
}

/** Derives a changed clock anew, from its own start, as if the change had been there from the beginning. */
export function rederived(clock: Clock, rule: ClockRule, context: Context): Clock {
  const derived = derive(rule, clock, context);
  return { ...clock, ...derived, rungs: rungsOf(rule, derived.due, context) };
}
