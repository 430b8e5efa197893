import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readState, writeState } from './state-file.ts';

const password = z.string().regex(/^[\da-zA-Z_-]{32,}$/u);

const secrets = z.object({
  postgresPassword: password,
  temporalPassword: password,
  amendsPassword: password,
  /** Base64 of the 32 bytes that wrap the keys of cases. */
  masterKey: z.base64(),
});
export type Secrets = Readonly<z.infer<typeof secrets>>;

/** A master key as AMENDS_MASTER_KEY takes it. */
export const newMasterKey = (): string => randomBytes(32).toString('base64');

const newPassword = (): string => randomBytes(24).toString('base64url');

/** The secrets of this stack, made at random at its first start and kept for the owner's eyes only. */
export const loadSecrets = (file: string): Secrets => {
  const known = readState(file, secrets);
  if (known !== undefined) return known;
  const made = {
    postgresPassword: newPassword(),
    temporalPassword: newPassword(),
    amendsPassword: newPassword(),
    masterKey: newMasterKey(),
  };
  writeState(file, made);
  return made;
};
