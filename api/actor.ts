import type { Actor } from '../domain/case/commands.ts';

/** A person with a valid token. */
export type Person = Extract<Actor, { kind: 'person' }>;
