import type { CaseState } from '../domain/case/state.ts';
import type { Role } from '../domain/regime/pack.ts';
import type { Reach } from '../db/queries/cases.ts';
import type { Person } from './actor.ts';

const ofAuthority: readonly Role[] = [
  'caseworker',
  'reviewer',
  'publisher',
  'supervisor',
  'auditor',
  'administrator',
];
const ofSuperior: readonly Role[] = ['superior-authority', 'supervisor'];
/** These keep the whole deployment in view, unless their token names the one authority they are there for. */
const ofDeployment: readonly Role[] = ['auditor', 'administrator'];

/** Which cases a person may see. Empty for nobody's: a recipient has its feed, not the cases. */
export function reachOf(person: Person): Reach[] {
  const has = (some: readonly Role[]): boolean => person.roles.some((role) => some.includes(role));
  const reach: Reach[] = [];
  if (person.authority === undefined) {
    if (has(ofDeployment)) return [{ kind: 'all' }];
  } else {
    if (has(ofAuthority))
      reach.push({ kind: 'authority', id: person.authority }, { kind: 'receiving', id: person.authority });
    if (has(ofSuperior)) reach.push({ kind: 'superior', id: person.authority });
  }
  if (person.caseId !== undefined && has(['subject'])) reach.push({ kind: 'case', id: person.caseId });
  return reach;
}

/** Whether a person may see one case. */
export function sees(person: Person, state: CaseState): boolean {
  const ids: Record<Exclude<Reach['kind'], 'all'>, string | undefined> = {
    authority: state.authority.id,
    superior: state.authority.superior,
    receiving: state.transfer?.to.id,
    case: state.caseId,
  };
  return reachOf(person).some((each) => each.kind === 'all' || ids[each.kind] === each.id);
}

/** Administrators run the deployment; they have no business with what a case says about a person. */
export function readsPersonalData(person: Person): boolean {
  return person.roles.some((role) => role !== 'administrator' && role !== 'recipient');
}
