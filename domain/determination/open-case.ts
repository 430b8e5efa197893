import type { CommandOf } from '../case/commands.ts';
import { unless, type Context, type Ruling } from '../case/handler.ts';
import type { Refusal } from '../case/refusal.ts';
import { authorityCompetent, groundOf, instrumentPermitted, lawInForce } from '../regime/legality.ts';
import { barredByEarlier, servedBefore } from './listed-before.ts';

/** Opens a case: only on a catalogued ground, by a competent authority, on a legally effective instrument. */
export function openCase(command: CommandOf<'open-case'>, context: Context): Ruling {
  const { pack, packHash, today } = context;
  const ground = groundOf(pack, command.ground);
  const refusals: Refusal[] = [
    ...lawInForce(pack, [today]),
    ...authorityCompetent(pack, command.authority, command.place),
    ...barredByEarlier(command, context),
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
