import { daysBetween, endOfDay } from '../calendar/local-time.ts';
import { toInstant } from '../case/clock-dates.ts';
import type { CommandOf } from '../case/commands.ts';
import { unless, type Context, type Ruling } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { Bound } from '../regime/pack.ts';
import { authorityCompetent, groundOf, measuresAllowed } from '../regime/legality.ts';

/**
 * Takes over an entry that an authority's existing list carries already, with the list's own dates. An entry whose
 * last day is past is taken over too, so that its copies are called back: the register never shows it.
 */
export function adoptEntry(command: CommandOf<'adopt-entry'>, context: Context): Ruling {
  const { pack, today } = context;
  const refusals: Refusal[] = [...authorityCompetent(pack, command.authority)];
  const ground = groundOf(pack, command.ground);
  if (ground.kind === 'refused') refusals.push(ground.refusal);
  else refusals.push(...measuresAllowed(pack, ground.value, command.measures));
  if (command.from > today)
    refusals.push(
      onPrinciple(
        'entry.from',
        promises.law,
        `The entry would begin on ${command.from}, after today, ${today}.`,
      ),
    );
  if (command.until !== null && command.until < command.from)
    refusals.push(
      onPrinciple(
        'entry.until',
        promises.dates,
        `The entry would end on ${command.until}, before it begins.`,
      ),
    );
  return unless(refusals, () => {
    const { from, until } = command;
    const end = until === null ? null : toInstant(endOfDay(until, pack.timezone));
    const term: Bound | undefined =
      until === null ? undefined : { amount: daysBetween(from, until), unit: 'calendar-days' };
    const key = (ground.kind === 'found' ? ground.value.term : undefined) ?? pack.entry.term;
    return [
      {
        type: 'entry-adopted',
        regime: pack.regime,
        version: pack.version,
        authority: command.authority,
        subject: command.subject,
        ground: command.ground,
        source: command.source,
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
