import { rulesOf } from './catalogue.ts';
import { found, type Inconsistency } from './inconsistency.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import { HOUSE_PRACTICE, type Pack } from './pack.ts';

/** What a pack may rest on: its rank and domains in its jurisdiction, and a text for each value that counts as read. */
export function unfounded(pack: Pack, jurisdictions: readonly Jurisdiction[]): Inconsistency[] {
  return [...inJurisdiction(pack, jurisdictions), ...evidence(pack)];
}

function inJurisdiction(pack: Pack, jurisdictions: readonly Jurisdiction[]): Inconsistency[] {
  const jurisdiction = jurisdictions.find(({ id }) => id === pack.jurisdiction);
  if (jurisdiction === undefined) {
    const known = jurisdictions.map(({ id }) => id).join(', ');
    const message = `there is no jurisdiction "${pack.jurisdiction}"; known: ${known}`;
    return [found('jurisdiction', ['jurisdiction'], message)];
  }
  const { id, ranks, domains } = jurisdiction;
  const closed = domains.closed.map((each) => each.id);
  const problems: Inconsistency[] = [];
  if (!ranks.permitted.includes(pack.rank)) {
    const message = `a ${pack.rank.replaceAll('-', ' ')} cannot make a list in ${id} (${ranks.cite}); it takes one of: ${ranks.permitted.join(', ')}`;
    problems.push(found('rank', ['rank'], message));
  }
  for (const [index, { domain }] of pack.grounds.entries())
    if (!closed.includes(domain)) {
      const message = `"${domain}" is nothing that a list may be made for in ${id} (${domains.cite}); it may be for: ${closed.join(', ')}`;
      problems.push(found('grounds.domain', ['grounds', index, 'domain'], message));
    }
  return problems;
}

/**
 * A value counts as read only where it is said in which text. What is the deployment's own practice is not dressed as law,
 * nor law as practice: a value that claims a law could otherwise pass where unverified law is refused.
 */
function evidence(pack: Pack): Inconsistency[] {
  const rules = rulesOf(pack);
  const named = new Set<string>();
  const problems: Inconsistency[] = [];
  for (const { path, cite, status, source, practice } of rules) {
    const report = (rule: string, message: string): void => void problems.push(found(rule, path, message));
    if (status === 'verified-text' && source === undefined)
      report('source', 'counts as read in the text, but does not say in which');
    if (source !== undefined) {
      named.add(source);
      if (!(source in pack.sources)) report('source', `there is no source "${source}"`);
    }
    if (practice && status !== 'unverified')
      report('practice', 'the deployment’s own rule stands in no text: unverified');
    if (practice && cite !== HOUSE_PRACTICE)
      report(
        'practice',
        `cites "${cite}", and so claims a law: a value of the deployment's own cites "${HOUSE_PRACTICE}"`,
      );
    if (!practice && cite === HOUSE_PRACTICE)
      report('practice', 'cites house practice without "practice: true"');
  }
  for (const key of Object.keys(pack.sources))
    if (!named.has(key)) problems.push(found('source', ['sources', key], 'no value was read in it'));
  return problems;
}
