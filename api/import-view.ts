import { z } from '@hono/zod-openapi';
import type { FoundImport } from '../db/queries/imports.ts';
import { cleanupReasons } from '../domain/intake/finding.ts';
import { refusalSchema } from './problems.ts';

export const importId = z
  .string()
  .regex(/^[a-z2-7]{20}$/, 'the id of an import')
  .openapi({ param: { name: 'importId', in: 'path' } });
export const importParams = z.object({ importId });

export const reasonSchema = z.enum(cleanupReasons).openapi('CleanupReason');
const counts = z.partialRecord(reasonSchema, z.int());

const tallySchema = z
  .object({
    physicalLines: z.int().meta({ description: '`header + lines + continuation`.' }),
    header: z.union([z.literal(0), z.literal(1)]),
    continuation: z.int(),
    lines: z
      .int()
      .meta({ description: 'The lines of the list: `accepted` and the numbers of `cleanup` add up to it.' }),
    accepted: z.int(),
    over: z
      .int()
      .meta({ description: 'Of the accepted, those whose last day is past: taken over to be removed.' }),
    cleanup: counts,
    encoding: z.object({ utf8: z.int(), other: z.int() }),
    ignoredColumns: z.array(z.string()).readonly(),
    asOf: z.object({ day: z.string(), from: z.enum(['told', 'name', 'lines', 'today']) }),
    problem: z.string().nullable(),
  })
  .openapi('ImportTally');

export const importSchema = z
  .object({
    importId: z.string(),
    fileName: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of the file.' }),
    mapping: z.string(),
    regime: z.string(),
    version: z.string(),
    sandbox: z.boolean(),
    status: z.enum(['receiving', 'judging', 'taking', 'done', 'unreadable']),
    problem: z.string().nullable(),
    missingParts: z.array(z.int()).readonly(),
    tally: tallySchema.nullable().meta({ description: 'How the lines were judged; null until they are.' }),
    progress: z
      .object({
        lines: z.int(),
        accepted: z.int(),
        before: z
          .int()
          .meta({ description: 'Of the accepted, those that were in the record before this import.' }),
        takenNow: z.int(),
        waiting: z.int(),
        cleanup: counts,
        decided: z.int().meta({ description: 'Of the clean-up, what supervisors have decided.' }),
      })
      .nullable(),
    startedBy: z.string(),
    approvedBy: z.string().nullable().meta({ description: 'Another person than who brought the list.' }),
    createdAt: z.string(),
    finishedAt: z.string().nullable(),
  })
  .openapi('Import');

export const importContent = { 'application/json': { schema: importSchema } };

/** An import as the API shows it. */
export function importView({ id, fileDigest, ...rest }: FoundImport): z.output<typeof importSchema> {
  return { importId: id, digest: fileDigest, ...rest };
}

export const findingSchema = z.object({ reason: reasonSchema, refusal: refusalSchema }).openapi('Finding');
