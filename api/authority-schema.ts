import { z } from '@hono/zod-openapi';

export const authoritySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    level: z.string(),
    superior: z.string().nullable(),
    regimes: z.array(z.string()).readonly().meta({ description: 'Under which it acts.' }),
    territory: z.string().nullable().meta({ description: 'Where it acts; null: in all of a jurisdiction.' }),
  })
  .openapi('Authority');
