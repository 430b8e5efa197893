import { appointable } from '../../api/appointable.ts';
import type { Actor } from '../../domain/case/commands.ts';
import { officeRoles, type Role } from '../../domain/regime/pack.ts';

type Person = Extract<Actor, { kind: 'person' }>;
type Claims = {
  readonly account: string;
  readonly roles: readonly Role[];
  readonly authority: string;
  readonly onBehalfOf?: string;
};

/** What the API makes of accounts, offices and deputies, in memory; a test on PostgreSQL holds it to the real one. */
export class Registry {
  readonly #accounts = new Map<string, { person: string; bound: boolean }>();
  readonly #offices = new Map<string, readonly Role[]>();
  readonly #deputies = new Map<string, { readonly from: string; readonly until: string }>();

  personOf(account: string): string {
    return this.#accounts.get(account)?.person ?? account;
  }

  register(person: string, authority: string, roles: readonly Role[]): boolean {
    if (!this.#itself(person)) return false;
    this.#offices.set(`${person}@${authority}`, roles);
    return true;
  }

  assign(account: string, person: string): boolean {
    if (!this.#itself(person)) return false;
    const known = this.#accounts.get(account);
    if (known === undefined) this.#accounts.set(account, { person, bound: false });
    else if (known.person !== person) {
      const others = [...this.#accounts].some(([name, each]) => each.person === account && name !== account);
      if (known.bound || others || this.#known(account)) return false;
      known.person = person;
    }
    return true;
  }

  /** The actor behind a token that asks for more than a look; null where the API lets nobody through. */
  act({ account, roles, authority, onBehalfOf }: Claims, day: string): Person | null {
    const known = this.#accounts.get(account) ?? { person: account, bound: false };
    this.#accounts.set(account, known);
    known.bound = true;
    const { person } = known;
    if (onBehalfOf === undefined) {
      const held = officeRoles.filter((role) => roles.includes(role));
      if (held.length > 0) this.#offices.set(`${person}@${authority}`, held);
      return { kind: 'person', person, roles, authority };
    }
    const principal = this.personOf(onBehalfOf);
    const leave = this.#deputies.get(`${principal}>${person}@${authority}`);
    const theirs = this.#offices.get(`${principal}@${authority}`);
    if (leave === undefined || theirs === undefined || day < leave.from || day > leave.until) return null;
    return {
      kind: 'person',
      person,
      roles: roles.filter((role) => theirs.includes(role)),
      authority,
      onBehalfOf: principal,
    };
  }

  /** The persons named, or null where one of them is known to no authority. */
  named(names: readonly string[]): readonly string[] | null {
    const found = names.map((name) => {
      const known = this.#accounts.get(name);
      if (known === undefined || !this.#known(known.person)) return null;
      known.bound = true;
      return known.person;
    });
    return found.includes(null) ? null : [...new Set(found.flatMap((person) => person ?? []))];
  }

  appoint(
    asking: Person,
    names: { readonly principal: string; readonly deputy: string; readonly authority: string },
    leave: { readonly from: string; readonly until: string },
  ): boolean {
    if (!asking.roles.some((role) => role === 'supervisor' || role === 'administrator')) return false;
    const [principal] = this.named([names.principal]) ?? [];
    const [deputy] = this.named([names.deputy]) ?? [];
    if (principal === undefined || deputy === undefined) return false;
    const { authority: authorityId } = names;
    const roles = this.#offices.get(`${principal}@${authorityId}`) ?? [];
    if (appointable({ principal, deputy, authorityId, roles }, asking).length > 0) return false;
    this.#deputies.set(`${principal}>${deputy}@${authorityId}`, leave);
    return true;
  }

  #known(person: string): boolean {
    return [...this.#offices.keys()].some((key) => key.startsWith(`${person}@`));
  }

  #itself(person: string): boolean {
    const known = this.#accounts.get(person);
    if (known === undefined) this.#accounts.set(person, { person, bound: false });
    return known === undefined || known.person === person;
  }
}
