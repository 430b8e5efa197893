import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Template } from '../domain/notice/compose.ts';
import { parseTemplate } from '../domain/notice/template.ts';
import { wordingOf } from '../domain/notice/wording.ts';
import { publishedFolder } from '../regimes/load-packs.ts';

const FRONT_MATTER = /^---\n(?<front>[\s\S]*?)\n---\n(?<body>[\s\S]*)$/;
const words = z.record(z.string(), z.string().min(1)).default({});
const frontMatter = z.strictObject({
  document: z.string().regex(/^[a-z][a-z-]*$/),
  lang: z.string().regex(/^[a-z]{2}$/),
  title: z.string().min(1),
  citations: words,
  schemes: words,
});

type TemplateFileProblem = { readonly file: string; readonly line: number; readonly message: string };

export type ReadTemplate =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'broken'; readonly problems: readonly TemplateFileProblem[] };

/** Reads one template: front matter and body. `file` is what problems are reported under. */
export function readTemplate(text: string, file: string): ReadTemplate {
  const written = text.replaceAll('\r\n', '\n');
  const parts = FRONT_MATTER.exec(written)?.groups;
  const broken = (line: number, message: string): ReadTemplate => ({
    kind: 'broken',
    problems: [{ file, line, message }],
  });
  if (parts === undefined)
    return broken(1, 'a template begins with its front matter, between two lines "---"');
  const front = frontMatter.safeParse(parseYaml(parts['front'] ?? ''));
  if (!front.success) return broken(1, z.prettifyError(front.error));
  const { document, lang, title, citations, schemes } = front.data;
  if (wordingOf(lang) === undefined) return broken(1, `there is no wording for the language "${lang}"`);
  const before = (parts['front'] ?? '').split('\n').length + 2;
  const parsed = parseTemplate(parts['body'] ?? '');
  if (parsed.kind === 'broken')
    return {
      kind: 'broken',
      problems: parsed.problems.map(({ line, message }) => ({ file, line: line + before, message })),
    };
  const digest = createHash('sha256').update(written).digest('hex');
  return {
    kind: 'template',
    template: { kind: document, lang, title, citations, schemes, body: parsed.body, digest },
  };
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

export type Templates = {
  readonly find: (regime: string, version: string, kind: string, lang: string) => Template | undefined;
  readonly all: readonly { readonly regime: string; readonly version: string; readonly template: Template }[];
};

export type LoadedTemplates =
  | { readonly kind: 'loaded'; readonly templates: Templates }
  | { readonly kind: 'broken'; readonly problems: readonly TemplateFileProblem[] };

/** Loads the templates of every regime version: `<regime>/<version>/templates/<document>.<lang>.md`. Call it once. */
export function loadTemplates(folder: string = publishedFolder()): LoadedTemplates {
  const problems: TemplateFileProblem[] = [];
  const all: { regime: string; version: string; template: Template }[] = [];
  for (const regime of foldersIn(folder))
    for (const version of foldersIn(join(folder, regime))) {
      const home = join(folder, regime, version, 'templates');
      if (!existsSync(home)) continue;
      for (const name of readdirSync(home)
        .filter((each) => each.endsWith('.md'))
        .sort()) {
        const file = join(home, name);
        const read = readTemplate(readFileSync(file, 'utf8'), relative(process.cwd(), file));
        if (read.kind === 'broken') problems.push(...read.problems);
        else if (`${read.template.kind}.${read.template.lang}.md` === basename(file))
          all.push({ regime, version, template: read.template });
        else
          problems.push({
            file: relative(process.cwd(), file),
            line: 1,
            message: 'its name is not <document>.<lang>.md',
          });
      }
    }
  if (problems.length > 0) return { kind: 'broken', problems };
  return {
    kind: 'loaded',
    templates: {
      all,
      find: (regime, version, kind, lang) =>
        all.find(
          (each) =>
            each.regime === regime &&
            each.version === version &&
            each.template.kind === kind &&
            each.template.lang === lang,
        )?.template,
    },
  };
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
