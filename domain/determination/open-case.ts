import type { CommandOf } from '../case/commands.ts';
import { unless, type Context, type Ruling } from '../case/handler.ts';
import { against, type Refusal } from '../case/refusal.ts';
import { linkPermitted } from '../holder/linked-case.ts';
import {
  authorityCompetent,
  groundOf,
  instrumentPermitted,
  lawInForce,
  superiorKnown,
} from '../regime/legality.ts';
import { barredByEarlier, servedBefore } from './listed-before.ts';

/** Opens a case: only on a catalogued ground, by a competent authority, on a legally effective instrument. */
export function openCase(command: CommandOf<'open-case'>, context: Context): Ruling {
  const { pack, packHash, today } = context;
  const ground = groundOf(pack, command.ground);
  const refusals: Refusal[] = [
    ...lawInForce(pack, [today]),
    ...authorityCompetent(pack, command.authority, command.place),
    ...subjectPermitted(command, context),
    ...barredByEarlier(command, context),
    ...superiorKnown(pack, command.authority),
    ...linkPermitted(command, context),
  ];
  if (ground.kind === 'refused') refusals.push(ground.refusal);
  else refusals.push(...instrumentPermitted(ground.value, command.instrument, today));
  return unless(refusals, () => [
    {
      type: 'case-opened',
      regime: pack.regime,
      version: pack.version,
      packHash: packHash ?? null,
      authority: command.authority,
      place: command.place,
      subject: command.subject,
      ground: command.ground,
      instrument: command.instrument,
      linkedTo: command.linkedTo,
      served: servedBefore(command, context),
    },
  ]);
}

/** A case is about whom the regime reaches, and hangs together with another only as it says. */
function subjectPermitted({ subject, linkedTo }: CommandOf<'open-case'>, { pack }: Context): Refusal[] {
  const { subjects } = pack;
  const refusals: Refusal[] = [];
  if (!subjects.kinds.includes(subject.kind))
    refusals.push(
      against('subjects.kinds', subjects, `${pack.regime} does not list a ${subject.kind}.`, subjects.kinds),
    );
  const relations = subjects.linked.map(({ id }) => id);
  if (linkedTo && !relations.includes(linkedTo.relation))
    refusals.push(
      against('subjects.linked', subjects, `No case is linked as "${linkedTo.relation}".`, relations),
    );
  return refusals;
}
