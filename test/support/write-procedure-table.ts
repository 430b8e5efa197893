import { writeFileSync } from 'node:fs';
import { procedurePage } from './procedure-table.ts';

writeFileSync(new URL('../../docs/procedure.md', import.meta.url), procedurePage());
