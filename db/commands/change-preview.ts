import type { CaseEffect } from '../../domain/change/effect.ts';
import { touches } from '../../domain/change/effect-on-case.ts';
import {
  changeRow,
  contextOf,
  effectOn,
  liveCases,
  newerPack,
  recordsOf,
  type ChangeRow,
  type LiveCase,
} from './change-rows.ts';
import type { Bench } from './rule.ts';

/** What a change does to cases, one by one. Reads only. */
export async function effectsOf(
  bench: Bench,
  change: ChangeRow,
  cases: readonly LiveCase[],
): Promise<{ readonly caseId: string; readonly effect: CaseEffect }[]> {
  const newer = newerPack(bench, change);
  const records =
    newer === undefined
      ? undefined
      : await recordsOf(
          bench.sql,
          cases.map(({ id }) => id),
        );
  return cases.flatMap((live) => {
    const adopting = newer && { pack: newer, record: records?.get(live.id) ?? [] };
    const context = contextOf(bench, live, adopting);
    if (context === undefined) return [];
    const effect = effectOn(change, live, context);
    // A case that a version does not touch is brought under it all the same: what comes later follows its law.
    const adopts = change.kind === 'regime' && effect.stays === null;
    return adopts || touches(effect) ? [{ caseId: live.id, effect }] : [];
  });
}

/**
 * Looks at up to `most` more live cases and writes down what the change would do to each. Answers whether all have been
 * looked at. What is looked at twice is written once.
 */
export async function previewChange(bench: Bench, changeId: string, most: number): Promise<boolean> {
  const change = await changeRow(bench.sql, changeId);
  if (change?.status !== 'previewing') return true;
  const cases = await liveCases(bench.sql, change, { after: change.previewed_to, most });
  const effects = await effectsOf(bench, change, cases);
  const last = cases.at(-1)?.id;
  await bench.sql.begin(async (tx) => {
    if (effects.length > 0)
      await tx`
        insert into change_item (change_id, case_id, effect, status)
        select ${changeId}, e."caseId", e.effect,
          case when e.effect ->> 'stays' in ('pinned', 'right-without-rule', 'harsher') then 'stays' else 'pending' end
        from jsonb_to_recordset(${JSON.stringify(effects)}::text::jsonb) as e ("caseId" text, effect jsonb)
        on conflict (change_id, case_id) do nothing`;
    await tx`
      update change set looked = looked + ${cases.length}, previewed_to = ${last ?? change.previewed_to}
      where id = ${changeId} and previewed_to = ${change.previewed_to}`;
    if (cases.length < most)
      await tx`
        update change set status = 'previewed', previewed_at = clock_timestamp()
        where id = ${changeId} and status = 'previewing'`;
  });
  return cases.length < most;
}

/**
 * Finds live cases that the change is about and the preview did not see: opened or moved since. Answers how many were
 * added, and where to go on; the end is reached where there is nothing after.
 */
export async function findLate(
  bench: Bench,
  changeId: string,
  { after, most }: { readonly after: string; readonly most: number },
): Promise<{ readonly added: number; readonly after: string | null }> {
  const change = await changeRow(bench.sql, changeId);
  if (change?.status !== 'approved') return { added: 0, after: null };
  const cases = await liveCases(bench.sql, change, { after, most });
  const effects = (await effectsOf(bench, change, cases)).filter(
    ({ effect }) => effect.stays === null || effect.stays === 'law-fell',
  );
  const rows =
    effects.length === 0
      ? { count: 0 }
      : await bench.sql`
          insert into change_item (change_id, case_id, effect, late, status)
          select ${changeId}, e."caseId", e.effect, 1, 'pending'
          from jsonb_to_recordset(${JSON.stringify(effects)}::text::jsonb) as e ("caseId" text, effect jsonb)
          on conflict (change_id, case_id) do nothing`;
  return { added: rows.count, after: cases.length < most ? null : (cases.at(-1)?.id ?? null) };
}
