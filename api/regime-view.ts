import { z } from '@hono/zod-openapi';
import { countByStatus, rulesOf, type PublishedPack } from '../domain/regime/catalogue.ts';

export const regimeSchema = z
  .object({
    id: z.string().meta({ description: 'regime@version' }),
    regime: z.string(),
    version: z.string(),
    title: z.record(z.string(), z.string()),
    jurisdiction: z.string(),
    issuer: z.string(),
    effective: z.object({ from: z.string(), until: z.string().nullable() }),
    supersedes: z.string().nullable(),
    hash: z.string().meta({ description: 'SHA-256 over the canonical JSON of the pack.' }),
    published: z.object({ on: z.string(), key: z.string() }).nullable(),
    evidence: z.object({ 'verified-text': z.int(), secondary: z.int(), unverified: z.int() }).meta({
      description: 'How many of its values were read in the law itself, reported by others, or are open.',
    }),
  })
  .openapi('Regime');

/** What is said of a regime version where all are listed. */
export function regimeView({ id, pack, hash, published }: PublishedPack): z.output<typeof regimeSchema> {
  const { regime, version, title, jurisdiction, issuer, effective, supersedes } = pack;
  return {
    id,
    regime,
    version,
    title,
    jurisdiction,
    issuer,
    effective,
    supersedes,
    hash,
    published,
    evidence: countByStatus(rulesOf(pack).filter((rule) => !rule.practice)),
  };
}
