import { daysBetween, endOfDay } from '../calendar/local-time.ts';
import { toInstant } from '../case/clock-dates.ts';
import type { CommandOf } from '../case/commands.ts';
import { unless, type Context, type Ruling } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { adoptedBefore } from '../determination/listed-before.ts';
import type { Bound, Ground } from '../regime/pack.ts';
import { authorityCompetent, groundOf, identified, lawInForce, measuresAllowed } from '../regime/legality.ts';
import { datesWithinBounds, termRule } from '../regime/term.ts';

/**
 * Takes over an entry that an authority's existing list carries already, with the list's own dates: no heavier than the law
 * lets an entry be that is made here. An entry whose last day is past is taken over too, so that its copies are called
 * back: the register never shows it.
 */
export function adoptEntry(command: CommandOf<'adopt-entry'>, context: Context): Ruling {
  const { pack, packHash } = context;
  const found = groundOf(pack, command.ground);
  if (found.kind === 'refused') return { kind: 'refused', refusals: [found.refusal] };
  const ground = found.value;
  const refusals: Refusal[] = [
    ...lawInForce(pack, [command.from, command.takenOverOn]),
    ...authorityCompetent(pack, command.authority, command.authority.territory ?? null),
    ...measuresAllowed(pack, ground, command.measures),
    ...noMeasures(command.measures, ground),
    ...identified(pack, command.subject),
    ...excluded(command.subject.minor, ground),
    ...dated(command, context, ground),
    ...adoptedBefore(command, context),
  ];
  return unless(refusals, () => {
    const { from, until } = command;
    const end = until === null ? null : toInstant(endOfDay(until, pack.timezone));
    const term: Bound | undefined =
      until === null ? undefined : { amount: daysBetween(from, until), unit: 'calendar-days' };
    const { key } = termRule(pack, ground);
    return [
      {
        type: 'entry-adopted',
        regime: pack.regime,
        version: pack.version,
        packHash: packHash ?? null,
        authority: command.authority,
        subject: command.subject,
        ground: command.ground,
        source: command.source,
        approvedBy: command.approvedBy,
        measures: command.measures,
        from,
        until,
        end,
        recipients: pack.recipients.map(({ id }) => id),
      },
      {
        type: 'clock-armed',
        clock: {
          key,
          rule: key,
          against: 'authority',
          effect: 'term-ends',
          from,
          startedBy: 'entry-adopted',
          ...(term && { chosen: term }),
          due: until,
          end,
          provisional: false,
          calendars: [],
          assumed: [],
          tolled: [],
          extensions: [],
          rungs: [],
          reached: [],
        },
      },
    ];
  });
}

/** Nobody brings a list in alone: it was brought by one person and approved by another. */
export function twoPersons({ approvedBy }: CommandOf<'adopt-entry'>): Refusal[] {
  return new Set(approvedBy).size >= 2
    ? []
    : [
        onPrinciple(
          'entry.second-person',
          promises.persons,
          'An entry of an existing list is taken over by two persons, and not by one.',
          ['The approval of another person.'],
        ),
      ];
}

function noMeasures(measures: readonly string[], ground: Ground): Refusal[] {
  return measures.length > 0
    ? []
    : [
        onPrinciple('measures', promises.law, 'The entry carries no measure.', [
          `One of: ${ground.measures.join(', ')}`,
        ]),
      ];
}

function excluded(minor: boolean, ground: Ground): Refusal[] {
  const minors = ground.exclusions.find(({ id }) => id === 'minor');
  return minor && minors
    ? [against('grounds.exclusions', minors, 'The subject is a minor and must not be listed.')]
    : [];
}

function dated(
  { from, until }: CommandOf<'adopt-entry'>,
  { pack, calendars, today }: Context,
  ground: Ground,
): Refusal[] {
  if (from > today)
    return [
      onPrinciple('entry.from', promises.law, `The entry would begin on ${from}, after today, ${today}.`),
    ];
  if (until !== null && until < from)
    return [
      onPrinciple(
        'entry.until',
        promises.dates,
        `The entry would end on ${until}, before it begins on ${from}.`,
      ),
    ];
  return datesWithinBounds(until, { pack, ground, from, calendars });
}
