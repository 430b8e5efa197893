import type { Person } from './actor.ts';

// As long as a token is believed without another look.
const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 10_000;

/**
 * Accounts about which the record has nothing new to say: bound to their person for good, and known at the token's
 * authority in the token's roles. Who acts for somebody else is looked up each time: a leave may end.
 */
export class SettledAccounts {
  readonly #known = new Map<string, { readonly person: string; readonly until: number }>();

  /** The person behind a token's account, where that is settled. */
  personOf(said: Person): string | undefined {
    if (said.onBehalfOf !== undefined) return undefined;
    const known = this.#known.get(keyOf(said));
    return known !== undefined && known.until > Date.now() ? known.person : undefined;
  }

  keep(said: Person, person: string): void {
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(keyOf(said), { person, until: Date.now() + REMEMBERED_MS });
  }
}

const keyOf = ({ person, authority, roles }: Person): string =>
  JSON.stringify([person, authority ?? null, ...roles]);
