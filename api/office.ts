import type { Context } from 'hono';
import { openFonts } from '../documents/fonts.ts';
import { loadTemplates } from '../documents/load-templates.ts';
import { createOffice, type Office } from '../documents/office.ts';
import type { PersonEnv } from './deps.ts';

let shipped: Pick<Parameters<typeof createOffice>[0], 'templates' | 'fonts'> | undefined;

/** Where documents are made. What ships with the engine is read when the first document is asked for. */
export function officeOf(c: Context<PersonEnv>): Office {
  const { bench, connection, fonts } = c.var.deps;
  shipped ??= { templates: templates(), fonts: openFonts() };
  return createOffice({ db: connection.db, bench, ...shipped, ...(fonts && { fonts }) });
}

function templates() {
  const loaded = loadTemplates();
  if (loaded.kind === 'loaded') return loaded.templates;
  throw new Error(loaded.problems.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
}
