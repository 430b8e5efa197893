import type { CommandOf } from '../case/commands.ts';
import type { Context, Ruling } from '../case/handler.ts';
import { unless } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { authorityCompetent, groundOf, instrumentPermitted } from '../regime/legality.ts';

/** Opens a case: only on a catalogued ground, by a competent authority, on a legally effective instrument. */
export function openCase(command: CommandOf<'open-case'>, context: Context): Ruling {
  const { pack, today } = context;
  const ground = groundOf(pack, command.ground);
  const refusals: Refusal[] = [...inForce(context), ...authorityCompetent(pack, command.authority)];
  if (ground.kind === 'refused') refusals.push(ground.refusal);
  else refusals.push(...instrumentPermitted(ground.value, command.instrument, today));
  return unless(refusals, () => [
    {
      type: 'case-opened',
      regime: pack.regime,
      version: pack.version,
      authority: command.authority,
      subject: command.subject,
      ground: command.ground,
      instrument: command.instrument,
      linkedTo: command.linkedTo,
    },
  ]);
}

/** A case is opened only under a version that is in force on the day it is opened. */
export function inForce({ pack, today }: Context): Refusal[] {
  const { from, until } = pack.effective;
  if (today >= from && (until === null || today <= until)) return [];
  const [basis] = pack.legalBasis;
  const span = until === null ? `from ${from}` : `from ${from} to ${until}`;
  const detail = `${pack.regime} ${pack.version} is in force ${span}; the case would be opened on ${today}.`;
  const lawful = ['Open the case under the version in force on that day.'];
  return [
    basis
      ? against('effective', basis, detail, lawful)
      : onPrinciple('effective', promises.law, detail, lawful),
  ];
}
