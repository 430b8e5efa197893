import { canonicalJson } from '../evidence/canonical-json.ts';
import type { CaseState, Duty } from '../case/state.ts';
import { marksOf } from './marks.ts';

/** The measures of an entry that have effect: neither ended nor suspended. */
export function effective({ entry }: CaseState): string[] {
  return (entry?.measures ?? [])
    .filter(({ endedAt, suspendedAt }) => endedAt === undefined && suspendedAt === undefined)
    .map(({ id }) => id);
}

/**
 * Whoever holds a copy of an entry is owed an update whenever the copy would say something else: another end, a measure
 * that has no effect any more, a stay, a correction, an objection that is pending. Derived from what a copy says, so
 * that no act can forget it. A copy that is delivered or updated anyway says what is so then.
 */
export function updatesOwed(before: CaseState | null, after: CaseState): Duty[] {
  if (before?.entry === undefined || after.entry === undefined || after.removal) return [];
  if (says(before) === says(after)) return [];
  const { id, delivered } = after.entry;
  const onTheWay = new Set(
    Object.values(after.duties)
      .filter(({ kind }) => kind === 'deliver' || kind === 'update')
      .map(({ recipient }) => recipient),
  );
  return delivered
    .filter((recipient) => !onTheWay.has(recipient))
    .map((recipient) => ({ id: `${id}.update.${recipient}.${after.seq}`, kind: 'update', recipient }));
}

function says(state: CaseState): string {
  const { authority, subject, ground, instrument, entry } = state;
  return canonicalJson({
    authority: authority.id,
    subject: subject.ref,
    ground,
    instrument: instrument?.number.digest ?? null,
    from: entry?.from,
    until: entry?.until ?? null,
    measures: effective(state),
    marks: marksOf(state),
  });
}
