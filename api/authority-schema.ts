import { z } from '@hono/zod-openapi';

export const authoritySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    level: z.string(),
    superior: z.string().nullable(),
  })
  .openapi('Authority');
