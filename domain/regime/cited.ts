import { z } from 'zod';

/** verified-text: the provision itself was read. secondary: reported by others. unverified: not checked, never law. */
export const evidenceStatuses = ['verified-text', 'secondary', 'unverified'] as const;
export type EvidenceStatus = (typeof evidenceStatuses)[number];

/** What every legal value carries, so that nothing is presented as law that nobody has read. */
export const cited = {
  cite: z.string().min(3),
  status: z.enum(evidenceStatuses),
  /** Where the text was read; a verified value has one. In a pack it is a key of `sources`. */
  source: z.string().min(2).optional(),
  note: z.string().optional(),
  /** The deployment's own rule where the law sets none, so that it is not taken for law that nobody has read. */
  practice: z.literal(true).optional(),
};
export type Cited = { readonly cite: string; readonly status: EvidenceStatus };
