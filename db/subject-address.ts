import { z } from 'zod';
import type { SubjectData } from './commands/rule.ts';

const MAILBOX = z.email();
const written = z.object({
  email: MAILBOX.optional().catch(undefined),
  contact: z.string().optional().catch(undefined),
  address: z.string().trim().min(1).optional().catch(undefined),
});

/** Where the subject can be reached, of what the case's sealed data say. */
export type Addresses = {
  readonly mailbox: string | null;
  /** The lines of a postal address. */
  readonly postal: string | null;
};

export function reachedAt(subject: SubjectData | null): Addresses {
  const data = written.safeParse(subject ?? {}).data;
  const contact = MAILBOX.safeParse(data?.contact?.trim()).data;
  return { mailbox: data?.email ?? contact ?? null, postal: data?.address ?? null };
}

/** Which kinds of address there are, without them. */
export function addressesOf(subject: SubjectData | null): { email: boolean; address: boolean } {
  const { mailbox, postal } = reachedAt(subject);
  return { email: mailbox !== null, address: postal !== null };
}
