import type { Surroundings } from './conformance/probe.ts';
import { inconsistencies } from './consistency.ts';
import type { Inconsistency } from './inconsistency.ts';
import { packSchema, type Pack } from './pack.ts';

/** A pack that nobody has published, as it was handed in: sound in form and in itself, or what is wrong with it. */
export type CheckedDraft =
  | { readonly kind: 'sound'; readonly pack: Pack }
  | { readonly kind: 'unsound'; readonly problems: readonly Inconsistency[] };

/** Checks a draft as the catalogue checks the packs it loads, against the schema and against itself. */
export function checkDraft(
  written: unknown,
  { calendarIds, jurisdictions }: Pick<Surroundings, 'calendarIds' | 'jurisdictions'>,
): CheckedDraft {
  const parsed = packSchema.safeParse(written);
  if (!parsed.success)
    return {
      kind: 'unsound',
      problems: parsed.error.issues.map(({ path, message }) => ({
        rule: 'schema',
        path: path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
        message,
      })),
    };
  const problems = inconsistencies(parsed.data, calendarIds, jurisdictions);
  return problems.length > 0 ? { kind: 'unsound', problems } : { kind: 'sound', pack: parsed.data };
}
