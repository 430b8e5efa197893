import { deriveDeadline } from '../calendar/deadline.ts';
import type { CommandOf } from '../case/commands.ts';
import type { Context, Ruling } from '../case/handler.ts';
import { unless } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { linkPermitted } from '../holder/linked-case.ts';
import { authorityCompetent, groundOf, instrumentPermitted, superiorKnown } from '../regime/legality.ts';
import { plainPeriod } from '../regime/plain-period.ts';

/** Opens a case: only on a catalogued ground, by a competent authority, on a legally effective instrument. */
export function openCase(command: CommandOf<'open-case'>, context: Context): Ruling {
  const { pack, today } = context;
  const ground = groundOf(pack, command.ground);
  const refusals: Refusal[] = [
    ...inForce(context),
    ...authorityCompetent(pack, command.authority),
    ...subjectPermitted(command, context),
    ...notTwice(command, context),
    ...notBarred(command, context),
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

/** Nobody is listed twice for the same facts, and nobody answers for them in two cases at once. */
function notTwice({ instrument }: CommandOf<'open-case'>, { pack, earlier = [] }: Context): Refusal[] {
  const same = earlier.find(
    (each) =>
      each.regime === pack.regime &&
      each.instrument === instrument.documentDigest &&
      each.removedAt === null &&
      (each.stage !== 'closed' || each.outcome === 'refused'),
  );
  return same
    ? [
        against(
          'review.onceForTheSameFacts',
          pack.review.onceForTheSameFacts,
          `The case ${same.caseId} is about the same subject and rests on the same instrument.`,
          ['Go on with that case.'],
        ),
      ]
    : [];
}

/** After a removal: no new listing on the old facts, and none at all while a bar runs, where the regime has one. */
function notBarred({ instrument }: CommandOf<'open-case'>, context: Context): Refusal[] {
  const { pack, today, calendars, earlier = [] } = context;
  const law = pack.relisting;
  return earlier.flatMap((each): Refusal[] => {
    if (each.regime !== pack.regime || each.removedAt === null) return [];
    if (law.newFactsOnly && each.instrument === instrument.documentDigest)
      return [
        against(
          'relisting',
          law,
          `The entry of case ${each.caseId} on the same facts was removed; a new one needs new facts.`,
          ['An instrument about other facts.'],
        ),
      ];
    if (law.afterProceedings && each.underReview)
      return [
        against('relisting', law, `A review proceeding about the case ${each.caseId} goes on.`, [
          'After it has ended.',
        ]),
      ];
    if (law.barredFor === undefined) return [];
    if (law.ifRemovedBy && !law.ifRemovedBy.some((trigger) => trigger === each.trigger)) return [];
    const bar = deriveDeadline({ rule: plainPeriod(pack, law.barredFor), from: each.removedAt }, calendars);
    return bar.kind === 'deadline' && bar.due !== null && today <= bar.due
      ? [
          against(
            'relisting',
            law,
            `After its removal the subject is not listed again until the end of ${bar.due}.`,
            [`After ${bar.due}.`],
          ),
        ]
      : [];
  });
}
