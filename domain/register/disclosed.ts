import type { Subject } from '../case/state.ts';
import type { Pack } from '../regime/pack.ts';

type Kind = Subject['kind'];
const kinds: readonly Kind[] = ['organisation', 'person'];

/** The fields of an entry that the public sees: what the catalogue names for this kind of subject, and nothing else. */
export function shownToPublic({ publication }: Pack, kind: Kind): readonly string[] {
  return publication.public ? publication.fields[kind] : [];
}

/** The kinds of subject whose entries the public sees at all. */
export function publicKinds(pack: Pack): readonly Kind[] {
  return kinds.filter((kind) => shownToPublic(pack, kind).length > 0);
}

/** Whether the public is told why an entry that it saw had no basis. */
export function explainedToPublic({ publication, basisFalls }: Pack): boolean {
  return publication.public && basisFalls.explainPublicly;
}

/** The fields of an entry that a recipient gets; none for a body that the catalogue does not name. */
export function shownTo({ recipients }: Pack, recipient: string): readonly string[] {
  return recipients.find(({ id }) => id === recipient)?.fields ?? [];
}
