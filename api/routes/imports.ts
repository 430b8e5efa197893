import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../deps.ts';
import { beginImport, beginImportRoute } from './imports/begin-import.ts';
import { decideCleanupLine, decideCleanupLineRoute } from './imports/decide-cleanup-line.ts';
import { getCleanupLine, getCleanupLineRoute } from './imports/get-cleanup-line.ts';
import { getImport, getImportRoute } from './imports/get-import.ts';
import { listCleanup, listCleanupRoute } from './imports/list-cleanup.ts';
import { listImports, listImportsRoute } from './imports/list-imports.ts';
import { putImportPart, putImportPartRoute } from './imports/put-import-part.ts';
import { startImport, startImportRoute } from './imports/start-import.ts';

/** Existing lists: brought in line by line, and what is left of them for the clean-up. */
export const imports = new OpenAPIHono<AppEnv>()
  .openapi(startImportRoute, startImport)
  .openapi(listImportsRoute, listImports)
  .openapi(getImportRoute, getImport)
  .openapi(putImportPartRoute, putImportPart)
  .openapi(beginImportRoute, beginImport)
  .openapi(listCleanupRoute, listCleanup)
  .openapi(getCleanupLineRoute, getCleanupLine)
  .openapi(decideCleanupLineRoute, decideCleanupLine);
