import type { Block, ComposedDocument, Section } from './document.ts';

/** Values that stand within a line. */
const lineValues = [
  'authority',
  'subject',
  'case-number',
  'today',
  'regime',
  'ground',
  'ground-basis',
  'instrument-number',
  'instrument-date',
  'instrument-issuer',
  'conduct-date',
  'term',
  'term-basis',
  'listed-on',
  'until',
  'notice-sent-on',
  'notice-served-on',
  'response-time',
  'response-basis',
  'hearing-time',
  'hearing-notice',
  'hearing-basis',
  'no-heavier-basis',
  'notice-basis',
  'interim-measure',
  'interim-basis',
  'standstill',
  'standstill-basis',
  'publication-basis',
  'petition-earliest',
  'petition-earliest-basis',
  'petition-basis',
  'petition-accept-time',
  'petition-decide-time',
  'petition-fee-basis',
  'removal-basis',
  'officer',
] as const;

/** Values that stand alone: paragraphs, lists, tables. */
const blockValues = [
  'identifiers',
  'legal-basis',
  'facts',
  'reasons',
  'factors',
  'measures',
  'decision-reasons',
  'preconditions',
  'materials',
  'remedies',
  'contact',
] as const;

type LineValue = (typeof lineValues)[number];
type BlockValue = (typeof blockValues)[number];
type ValueName = LineValue | BlockValue;

/** What a case gives a document to state. What it does not have is left out, and shows as a gap. */
export type Values = { readonly [N in LineValue]?: string } & {
  readonly [N in BlockValue]?: readonly Block[];
};

type Piece = string | { readonly value: ValueName; readonly optional: boolean };
type Line = readonly Piece[];
type TemplateBlock =
  | { readonly kind: 'paragraph' | 'heading'; readonly line: Line }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] };
type TemplateSection = {
  readonly id: string | null;
  readonly heading: Line;
  readonly blocks: readonly TemplateBlock[];
};

export type TemplateBody = {
  readonly opening: readonly TemplateBlock[];
  readonly sections: readonly TemplateSection[];
};

export type TemplateProblem = { readonly line: number; readonly message: string };

export type ParsedTemplate =
  | { readonly kind: 'template'; readonly body: TemplateBody }
  | { readonly kind: 'broken'; readonly problems: readonly TemplateProblem[] };

const SECTION = /^## (?<heading>.+?)(?: *\{#(?<id>[a-z0-9][a-z0-9.-]*)\})? *$/;
const SUBHEADING = /^### (?<heading>.+)$/;
const ITEM = /^(?:(?<bullet>-)|\d+\.) +(?<text>.+)$/;
// Anything else that would be markup elsewhere is a mistake here, not text that a subject should read.
const MARKUP = /^(?:#|>|\||```|\* |<|\s*---+\s*$)/;
const PLACEHOLDER = /\{\{ *([a-z-]+)(\?)? *\}\}/g;

/**
 * Reads the body of a template: paragraphs, lists and sections whose headings carry the id of a required content
 * (`## Facts {#facts}`). `{{name}}` states a value of the case; `{{name?}}` leaves its paragraph out where there is none.
 */
export function parseTemplate(text: string): ParsedTemplate {
  const problems: TemplateProblem[] = [];
  const opening: TemplateBlock[] = [];
  const sections: { id: string | null; heading: Line; blocks: TemplateBlock[] }[] = [];
  let open: { readonly number: number; readonly lines: string[] } | null = null;

  const into = (): TemplateBlock[] => sections.at(-1)?.blocks ?? opening;
  const close = (): void => {
    if (open) into().push(blockOf(open.lines, open.number, problems));
    open = null;
  };

  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = written.trimEnd();
    const number = index + 1;
    const section = SECTION.exec(line)?.groups;
    if (section) {
      close();
      const id = section['id'] ?? null;
      if (id !== null && sections.some((each) => each.id === id))
        problems.push({ line: number, message: `there is a section {#${id}} already` });
      sections.push({ id, heading: lineOf(section['heading'] ?? '', number, problems), blocks: [] });
    } else if (SUBHEADING.test(line)) {
      close();
      const heading = SUBHEADING.exec(line)?.groups?.['heading'] ?? '';
      into().push({ kind: 'heading', line: lineOf(heading, number, problems) });
    } else if (line.trim() === '') close();
    else if (MARKUP.test(line))
      problems.push({ line: number, message: 'only paragraphs, lists, "## " and "### " are known here' });
    else if (open === null) open = { number, lines: [line] };
    else open.lines.push(line);
  }
  close();
  return problems.length > 0
    ? { kind: 'broken', problems }
    : { kind: 'template', body: { opening, sections } };
}

function blockOf(lines: readonly string[], number: number, problems: TemplateProblem[]): TemplateBlock {
  const [first = ''] = lines;
  const item = ITEM.exec(first)?.groups;
  if (item === undefined) return { kind: 'paragraph', line: lineOf(joined(lines), number, problems) };
  const items: string[][] = [];
  for (const line of lines) {
    const text = ITEM.exec(line)?.groups?.['text'];
    if (text === undefined) items.at(-1)?.push(line.trim());
    else items.push([text]);
  }
  return {
    kind: 'list',
    ordered: item['bullet'] === undefined,
    items: items.map((each) => lineOf(joined(each), number, problems)),
  };
}

// A line break between ideographs is not a space.
const IDEOGRAPHIC = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

function joined(lines: readonly string[]): string {
  return lines.reduce((before, line) => {
    const next = line.trim();
    const tight = IDEOGRAPHIC.test(before.at(-1) ?? '') || IDEOGRAPHIC.test(next.at(0) ?? '');
    return tight ? `${before}${next}` : `${before} ${next}`;
  });
}

function lineOf(text: string, number: number, problems: TemplateProblem[]): Line {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(PLACEHOLDER)) {
    const [whole, name = '', optional] = found;
    if (found.index > from) pieces.push(text.slice(from, found.index));
    from = found.index + whole.length;
    const value = nameOf(name);
    if (value === undefined) problems.push({ line: number, message: `"${name}" is not a value of a case` });
    else {
      if (isBlock(value) && text.trim() !== whole)
        problems.push({ line: number, message: `{{${name}}} stands alone, in a paragraph of its own` });
      pieces.push({ value, optional: optional !== undefined });
    }
  }
  if (from < text.length) pieces.push(text.slice(from));
  const rest = pieces.filter((piece) => typeof piece === 'string').join('');
  if (rest.includes('{{') || rest.includes('}}'))
    problems.push({ line: number, message: 'a value is written {{name}}' });
  return pieces;
}

function nameOf(name: string): ValueName | undefined {
  return lineValues.find((each) => each === name) ?? blockValues.find((each) => each === name);
}

function isBlock(name: ValueName): name is BlockValue {
  return blockValues.some((each) => each === name);
}

/** Fills a template with the values of a case. Values are plain text: nothing in them becomes a heading or a section. */
export function fill(
  body: TemplateBody,
  values: Values,
  additions: Readonly<Record<string, readonly Block[]>> = {},
): Pick<ComposedDocument, 'opening' | 'gaps' | 'sections'> {
  const open: string[] = [];
  return {
    opening: body.opening.flatMap((block) => filled(block, values, open)),
    gaps: open,
    sections: body.sections.map((section): Section => {
      const gaps: string[] = [];
      const heading = lineText(section.heading, values, gaps);
      const blocks = section.blocks.flatMap((block) => filled(block, values, gaps));
      const added = section.id === null ? [] : (additions[section.id] ?? []);
      return {
        id: section.id,
        heading: heading ?? '',
        blocks: [...blocks, ...added],
        gaps: [...new Set(gaps)],
      };
    }),
  };
}

function filled(block: TemplateBlock, values: Values, gaps: string[]): Block[] {
  if (block.kind === 'list') {
    const items = block.items.flatMap((item) => lineText(item, values, gaps) ?? []);
    return items.length > 0 ? [{ kind: 'list', ordered: block.ordered, items }] : [];
  }
  const [only, ...more] = block.line;
  if (typeof only === 'object' && more.length === 0 && isBlock(only.value)) {
    const stated = values[only.value] ?? [];
    if (stated.length > 0 || only.optional) return [...stated];
    gaps.push(only.value);
    return [{ kind: 'paragraph', text: blank(only.value) }];
  }
  const text = lineText(block.line, values, gaps);
  return text === null ? [] : [{ kind: block.kind, text }];
}

// A draft shows what is still open; a document with such a blank is never sent.
const blank = (name: ValueName): string => `[${name}]`;

/** The text of a line; null where a value that it can do without is not there. */
function lineText(line: Line, values: Values, gaps: string[]): string | null {
  const lacking: string[] = [];
  let text = '';
  for (const piece of line) {
    if (typeof piece === 'string') text += piece;
    else {
      const value = isBlock(piece.value) ? '' : (values[piece.value] ?? '').trim();
      if (value === '' && piece.optional) return null;
      if (value === '') lacking.push(piece.value);
      text += value === '' ? blank(piece.value) : value;
    }
  }
  gaps.push(...lacking);
  return text;
}
