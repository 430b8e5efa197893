import type { Actor } from '../../case/commands.ts';
import type { Role } from '../pack.ts';

type Person = Extract<Actor, { kind: 'person' }>;

/** The persons of a generated case. Each acts in one part of the procedure, so that none is barred by accident. */
export const people = {
  investigator: person('investigator', ['caseworker']),
  clerk: person('clerk', ['caseworker']),
  examiner: person('examiner', ['caseworker']),
  recommender: person('recommender', ['reviewer']),
  decider: person('decider', ['reviewer']),
  judge: person('judge', ['reviewer']),
  supervisor: person('supervisor', ['supervisor']),
  publisher: person('publisher', ['publisher']),
  superior: person('superior', ['superior-authority'], { authority: 'above' }),
  subject: person('subject', ['subject'], { caseId: 'conformance' }),
  stranger: person('stranger', ['subject'], { caseId: 'another' }),
} as const;

/** A person of the authority `here`, or of another. */
export function person(
  name: string,
  roles: readonly Role[],
  more: { readonly authority?: string; readonly caseId?: string } = {},
): Person {
  const { authority = 'here', ...rest } = more;
  return { kind: 'person', person: name, roles, authority, ...rest };
}

/** The same person with another role: for asking what a person may not do twice. */
export function as(actor: Person, role: Role, authority = 'here'): Person {
  return { ...actor, roles: [role], authority };
}

/** A recipient, acting for itself. */
export function recipientActor(recipient: string): Actor {
  return { kind: 'person', person: `officer of ${recipient}`, roles: ['recipient'], recipient };
}
