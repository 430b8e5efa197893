import { personsOf } from '../../domain/case/commands.ts';
import { onPrinciple, promises, against, type Refusal } from '../../domain/case/refusal.ts';
import type { CivilDate } from '../../domain/case/state.ts';
import type { Sql, Transaction } from '../client.ts';
import { changeRow, type ChangeRow } from './change-rows.ts';
import { lawAtTheDoor } from './law.ts';
import type { Bench } from './rule.ts';

/** A change of calendar or of law that somebody proposes for the live cases. */
export type ProposedChange = {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  readonly perSecond: number;
} & (
  | { readonly kind: 'calendar'; readonly calendar: string; readonly knownAt: CivilDate | null }
  | { readonly kind: 'regime'; readonly regime: string; readonly version: string }
);

/** Writes a proposal down. The same proposal under the same id is one; nothing is changed by it. */
export async function proposeChange(sql: Sql, proposed: ProposedChange): Promise<void> {
  const calendar = proposed.kind === 'calendar' ? proposed.calendar : null;
  const knownAt = proposed.kind === 'calendar' ? proposed.knownAt : null;
  const regime = proposed.kind === 'regime' ? proposed.regime : null;
  const version = proposed.kind === 'regime' ? proposed.version : null;
  await sql`
    insert into change (id, kind, calendar, regime, version, known_at, per_second, status, proposed_by, proposed_at, reason)
    values (${proposed.id}, ${proposed.kind}, ${calendar}, ${regime}, ${version}, ${knownAt}, ${proposed.perSecond},
      'previewing', ${proposed.by}, clock_timestamp(), ${proposed.reason})
    on conflict (id) do nothing`;
}

export type ChangeDecision =
  | { readonly kind: 'decided' }
  | { readonly kind: 'unknown-change' }
  /** It is not previewed yet, or it was decided before. */
  | { readonly kind: 'not-now'; readonly status: ChangeRow['status'] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] };

type Decide = { readonly id: string; readonly by: string; readonly reason: string };

/** Approves a previewed change: by somebody else than who proposed it, and only where the law lets it touch old cases. */
export async function approveChange(bench: Bench, { id, by, reason }: Decide): Promise<ChangeDecision> {
  return bench.sql.begin(async (tx): Promise<ChangeDecision> => {
    await tx`select from change where id = ${id} for update`;
    const row = await changeRow(tx, id);
    if (row === undefined) return { kind: 'unknown-change' };
    if (row.status === 'approved' || row.status === 'applied') return { kind: 'decided' };
    if (row.status !== 'previewed') return { kind: 'not-now', status: row.status };
    const refusals: Refusal[] = [];
    if (personsOf(by).some((person) => personsOf(row.proposed_by).includes(person)))
      refusals.push(
        onPrinciple('change.second-person', promises.persons, `${by} proposed this change.`, [
          'The approval of another supervisor.',
        ]),
      );
    if (row.regime !== null && row.version !== null)
      refusals.push(...(await lawRefuses(tx, bench, id, { regime: row.regime, version: row.version })));
    if (refusals.length > 0) return { kind: 'refused', refusals };
    await tx`
      update change set status = 'approved', decided_by = ${by}, decided_at = clock_timestamp(), decision_reason = ${reason}
      where id = ${id}`;
    return { kind: 'decided' };
  });
}

/** Why a version may not be brought upon the live cases of older ones: the door is closed, or it reaches none of them. */
async function lawRefuses(
  tx: Transaction,
  bench: Bench,
  changeId: string,
  wanted: { readonly regime: string; readonly version: string },
): Promise<readonly Refusal[]> {
  const law = await lawAtTheDoor(tx, bench.law, { ...wanted, sandbox: false });
  if (law.kind !== 'open') return law.kind === 'closed' ? law.refusals : [];
  const [cases] = await tx<{ pending: number; harsher: number }[]>`
    select count(*) filter (where status = 'pending')::int as pending,
      count(*) filter (where effect ->> 'stays' = 'harsher')::int as harsher
    from change_item where change_id = ${changeId}`;
  const { transition, regime, version } = law.pack;
  if (cases === undefined || cases.pending > 0) return [];
  if (transition.mode === 'pinned')
    return [
      against(
        'transition',
        transition,
        `${regime} ${version} applies to cases that are opened under it, and to no older one.`,
        ['Nothing: older cases stay under the version that they are pinned to.'],
      ),
    ];
  return cases.harsher === 0
    ? []
    : [
        against(
          'transition.harsher',
          transition,
          `${regime} ${version} would put the subjects of all ${cases.harsher} older cases in a worse position, and does not state by which law.`,
          ['A version that states it, under "recompute"; or one that takes only what is milder.'],
        ),
      ];
}

/** Withdraws a change that is not approved yet. */
export async function withdrawChange(sql: Sql, { id, by, reason }: Decide): Promise<ChangeDecision> {
  const rows = await sql`
    update change set status = 'withdrawn', decided_by = ${by}, decided_at = clock_timestamp(), decision_reason = ${reason}
    where id = ${id} and status in ('previewing', 'previewed')`;
  if (rows.count > 0) return { kind: 'decided' };
  const row = await changeRow(sql, id);
  if (row === undefined) return { kind: 'unknown-change' };
  return row.status === 'withdrawn' ? { kind: 'decided' } : { kind: 'not-now', status: row.status };
}
