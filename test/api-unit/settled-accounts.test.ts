import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../api/actor.ts';
import { SettledAccounts } from '../../api/settled-accounts.ts';

const said: Person = { kind: 'person', person: 'account', roles: ['caseworker'], authority: 'county' };

describe('Accounts about which the record has nothing new to say', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are remembered for what the token said, and for nothing else', () => {
    const accounts = new SettledAccounts();
    expect(accounts.personOf(said)).toBeUndefined();
    accounts.keep(said, 'person');
    expect(accounts.personOf(said)).toBe('person');
    expect(accounts.personOf({ ...said, person: 'other' })).toBeUndefined();
    expect(accounts.personOf({ ...said, authority: 'city' })).toBeUndefined();
    expect(accounts.personOf({ ...said, roles: ['caseworker', 'reviewer'] })).toBeUndefined();
    const { authority: _, ...nowhere } = said;
    expect(accounts.personOf(nowhere)).toBeUndefined();
  });

  it('are looked up each time for whoever acts for somebody else', () => {
    const accounts = new SettledAccounts();
    accounts.keep(said, 'person');
    expect(accounts.personOf({ ...said, onBehalfOf: 'principal' })).toBeUndefined();
  });

  it('are looked up again after half a minute', () => {
    vi.useFakeTimers();
    const accounts = new SettledAccounts();
    accounts.keep(said, 'person');
    vi.advanceTimersByTime(29_999);
    expect(accounts.personOf(said)).toBe('person');
    vi.advanceTimersByTime(1);
    expect(accounts.personOf(said)).toBeUndefined();
  });
});
