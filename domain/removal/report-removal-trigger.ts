import { unless, type Context, type Handler } from '../case/handler.ts';
import type { CommandMap } from '../case/commands.ts';
import { against, daysToCome, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { endCase } from './end-case.ts';

/**
 * An event happened by which the law obliges to take the entry off: no petition is needed, and nobody weighs anything.
 * The time to do so runs from the event, not from its report.
 */
export const reportRemovalTrigger: Handler<'report-removal-trigger'> = {
  stages: ['listed'],
  by: ['caseworker', 'reviewer', 'supervisor'],
  records: 'removal-triggered',
  rule: (state, command, context) =>
    unless(obliges(state, command, context), () => {
      const { trigger, documentDigest, occurredOn } = command;
      return [
        { type: 'removal-triggered', trigger, documentDigest, occurredOn },
        ...endCase(state, 'triggered', occurredOn),
      ];
    }),
};

function obliges(
  { ground, entry }: CaseState,
  { trigger, occurredOn }: CommandMap['report-removal-trigger'],
  { pack, today }: Context,
): Refusal[] {
  const refusals: Refusal[] = [];
  const law = pack.removal.triggers.find(({ id }) => id === trigger);
  const lawful = pack.removal.triggers
    .filter(({ grounds }) => grounds?.includes(ground) ?? true)
    .map(({ id }) => id);
  if (law === undefined)
    refusals.push(
      against('removal.triggers', pack.removal, `"${trigger}" obliges to no removal here.`, lawful),
    );
  else if (law.grounds && !law.grounds.includes(ground))
    refusals.push(
      against('removal.triggers', law, `"${trigger}" ends no entry on the ground "${ground}".`, lawful),
    );
  refusals.push(...daysToCome('removal.triggers.date', promises.law, occurredOn, today));
  if (entry && occurredOn < entry.from)
    refusals.push(
      onPrinciple(
        'removal.triggers.date',
        promises.law,
        `${occurredOn} lies before the entry, which began on ${entry.from}.`,
        ['report-basis-fallen', 'file-objection'],
      ),
    );
  return refusals;
}
