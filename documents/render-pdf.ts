import { textsOf, type Block, type ComposedDocument, type Section } from '../domain/notice/document.ts';
import type { Wording } from '../domain/notice/wording.ts';
import type { Fonts } from './fonts.ts';
import { Sheet, type LaidLine, type Style } from './sheet.ts';

const INK = '#1a1a1a';
const GREY = '#4a4a4a';
const LINE = '#8c8c8c';
const SHADE = '#f0f0f0';

const text: Style = { size: 10.5, weight: 'regular', leading: 16.5, colour: INK };
const strong: Style = { ...text, weight: 'bold' };
const small: Style = { size: 8.5, weight: 'regular', leading: 13, colour: GREY };
const cell: Style = { size: 9.5, weight: 'regular', leading: 14, colour: INK };
const cellHead: Style = { ...cell, weight: 'bold' };
const letterhead: Style = { size: 13, weight: 'bold', leading: 20, colour: INK };
const heading1: Style = { size: 17, weight: 'bold', leading: 26, colour: INK };
const heading2: Style = { size: 12, weight: 'bold', leading: 19, colour: INK };
const heading3: Style = { size: 10.5, weight: 'bold', leading: 17, colour: INK };

const GAP = 7;
const CELL_PADDING = 5;
const LIST_INDENT = 16;
const MARGINS = { top: 62, bottom: 72, left: 71, right: 71 };

export type RenderedPdf =
  | { readonly kind: 'pdf'; readonly bytes: Buffer; readonly pages: number }
  /** Characters that no font here has: printing a name with a blank in it would be printing another name. */
  | { readonly kind: 'unprintable'; readonly characters: readonly string[] };

export type PdfSettings = {
  readonly fonts: Fonts;
  readonly wording: Wording;
  /** Stands in the file as its date, so that the same document printed again is the same file. */
  readonly at: Date;
};

/** Prints a document as a tagged PDF (PDF/UA-1): headings, lists and tables as such, the language, the reading order. */
export async function renderPdf(document: ComposedDocument, settings: PdfSettings): Promise<RenderedPdf> {
  const { fonts, wording, at } = settings;
  const characters = unprintable(document, fonts);
  if (characters.length > 0) return { kind: 'unprintable', characters };
  const sheet = new Sheet({
    fonts,
    title: document.title,
    author: document.from,
    lang: wording.tag,
    at,
    margins: MARGINS,
  });
  drawHead(sheet, document);
  const indent = wording.indented ? text.size * 2 : 0;
  const body = sheet.element(sheet.root, 'Sect');
  // The salutation stands at the margin.
  for (const [index, block] of document.opening.entries())
    drawBlock(sheet, body, block, index === 0 ? 0 : indent);
  body.end();
  for (const section of document.sections) drawSection(sheet, section, indent);
  drawClosing(sheet, document);
  drawNotes(sheet, document);
  let pages = 0;
  sheet.eachPage((page, of) => {
    pages = of;
    const y = 841.89 - MARGINS.bottom + 26;
    rule(sheet, y - 8);
    const [left] = sheet.lay(`${document.title} · ${document.reference.text}`, small, sheet.width - 90);
    const [right] = sheet.lay(wording.labels.page(page, of), small, 90);
    if (left) sheet.line(left, sheet.left, y, small);
    if (right) sheet.line(right, sheet.left + sheet.width - right.width, y, small);
  });
  return { kind: 'pdf', bytes: await sheet.finish(), pages };
}

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u;

/** The characters of a document that cannot be printed here. */
export function unprintable(document: ComposedDocument, fonts: Fonts): string[] {
  const texts = [
    document.title,
    document.from,
    document.reference.text,
    ...document.to.lines,
    ...document.opening.flatMap(textsOf),
    ...document.sections.flatMap(({ heading, blocks }) => [heading, ...blocks.flatMap(textsOf)]),
    ...document.closing,
    ...document.notes,
  ];
  return [...new Set(texts.join(''))].filter(
    (character) => !INVISIBLE.test(character) && fonts.faceFor(character, 'regular') === undefined,
  );
}

function drawHead(sheet: Sheet, document: ComposedDocument): void {
  sheet.tagged(sheet.root, 'P', () => drawLines(sheet, document.from, letterhead));
  sheet.artifact(() => rule(sheet, sheet.y + 3));
  sheet.y += 22;
  const top = sheet.y;
  const side = sheet.width * 0.62;
  sheet.tagged(sheet.root, 'P', () => {
    drawLines(sheet, document.to.label, small, { width: side - 20 });
    for (const [index, line] of document.to.lines.entries())
      drawLines(sheet, line, index === 0 ? strong : text, { width: side - 20 });
  });
  const below = sheet.y;
  sheet.y = top;
  for (const { label, text: value } of [document.reference, document.date])
    sheet.tagged(sheet.root, 'P', () => {
      const at = { x: sheet.left + side, width: sheet.width - side };
      drawLines(sheet, label, small, at);
      drawLines(sheet, value, text, at);
    });
  sheet.y = Math.max(below, sheet.y) + 26;
  sheet.tagged(sheet.root, 'H1', () => drawLines(sheet, document.title, heading1));
  sheet.y += 12;
}

function drawSection(sheet: Sheet, section: Section, indent: number): void {
  const element = sheet.element(sheet.root, 'Sect');
  sheet.y += 6;
  // A heading does not stand alone at the foot of a page.
  sheet.need(heading2.leading + text.leading * 3);
  sheet.tagged(element, 'H2', () => drawLines(sheet, section.heading, heading2));
  sheet.y += 3;
  for (const [index, block] of section.blocks.entries()) {
    const next = section.blocks[index + 1]?.kind;
    // What introduces a list or a table stands on the page on which that begins.
    if (block.kind === 'paragraph' && (next === 'list' || next === 'table')) sheet.need(text.leading * 5);
    drawBlock(sheet, element, block, indent);
  }
  element.end();
}

function drawBlock(sheet: Sheet, parent: PDFKit.PDFStructureElement, block: Block, indent: number): void {
  switch (block.kind) {
    case 'paragraph':
      // Lines that somebody broke, as in an address, all begin at the margin.
      sheet.tagged(parent, 'P', () =>
        drawLines(sheet, block.text, text, { indent: block.text.includes('\n') ? 0 : indent }),
      );
      sheet.y += GAP;
      return;
    case 'heading':
      sheet.need(heading3.leading + text.leading * 2);
      sheet.tagged(parent, 'H3', () => drawLines(sheet, block.text, heading3));
      sheet.y += 2;
      return;
    case 'list':
      drawList(sheet, parent, block);
      return;
    case 'table':
      drawTable(sheet, parent, block);
  }
}

function drawList(
  sheet: Sheet,
  parent: PDFKit.PDFStructureElement,
  { ordered, items }: Extract<Block, { kind: 'list' }>,
): void {
  const list = sheet.element(parent, 'L');
  for (const [index, item] of items.entries()) {
    sheet.need(text.leading * 2);
    const entry = sheet.element(list, 'LI');
    sheet.tagged(entry, 'Lbl', () => {
      const [mark] = sheet.lay(ordered ? `${index + 1}.` : '•', text, LIST_INDENT * 2);
      if (mark) sheet.line(mark, sheet.left + 3, sheet.y + offset(text), text);
    });
    sheet.tagged(entry, 'LBody', () =>
      drawLines(sheet, item, text, { x: sheet.left + LIST_INDENT, width: sheet.width - LIST_INDENT }),
    );
    sheet.y += 3;
    entry.end();
  }
  list.end();
  sheet.y += GAP - 3;
}

type Table = Extract<Block, { kind: 'table' }>;

function drawTable(sheet: Sheet, parent: PDFKit.PDFStructureElement, table: Table): void {
  const widths = columnWidths(sheet, table);
  const element = sheet.element(parent, 'Table');
  sheet.need(cell.leading * 5);
  sheet.tagged(element, 'Caption', () => drawLines(sheet, table.caption, cellHead));
  sheet.y += 2;
  const head = sheet.element(element, 'THead');
  drawRow(sheet, head, table.head, { widths, style: cellHead, type: 'TH', head: null });
  head.end();
  const body = sheet.element(element, 'TBody');
  for (const row of table.rows)
    drawRow(sheet, body, row, { widths, style: cell, type: 'TD', head: table.head });
  body.end();
  element.end();
  sheet.y += GAP + 3;
}

type RowSettings = {
  readonly widths: readonly number[];
  readonly style: Style;
  readonly type: 'TH' | 'TD';
  /** Repeated, as an artifact, where the row begins a page. */
  readonly head: readonly string[] | null;
};

/** Draws one row. A row that is higher than the page goes on over the next, line by line. */
function drawRow(
  sheet: Sheet,
  parent: PDFKit.PDFStructureElement,
  row: readonly string[],
  { widths, style, type, head }: RowSettings,
): void {
  const element = sheet.element(parent, 'TR');
  const cells = row.map((value, column) => ({
    lines: sheet.lay(value, style, (widths[column] ?? 0) - CELL_PADDING * 2),
    // The first cell of a row says what the row is about.
    element:
      type === 'TH'
        ? sheet.element(element, 'TH', 'Column')
        : column === 0
          ? sheet.element(element, 'TH', 'Row')
          : sheet.element(element, 'TD'),
  }));
  const height = Math.max(...cells.map(({ lines }) => lines.length));
  let from = 0;
  while (from < height) {
    const left = (height - from) * style.leading + CELL_PADDING * 2;
    const whole = sheet.need(Math.min(left, style.leading * 6 + CELL_PADDING * 2));
    if (whole && head) drawRepeatedHead(sheet, head, widths);
    const fits = Math.max(1, Math.floor((sheet.room - CELL_PADDING * 2) / style.leading));
    const until = Math.min(height, from + fits);
    const top = sheet.y;
    const bottom = top + (until - from) * style.leading + CELL_PADDING * 2;
    if (type === 'TH') sheet.artifact(() => shade(sheet, top, bottom));
    for (const [column, each] of cells.entries()) {
      const x = sheet.left + widths.slice(0, column).reduce((sum, width) => sum + width, 0) + CELL_PADDING;
      const lines = each.lines.slice(from, until);
      each.element.add(() => {
        for (const [index, line] of lines.entries())
          sheet.line(line, x, top + CELL_PADDING + index * style.leading, style);
      });
    }
    sheet.y = bottom;
    sheet.artifact(() => rule(sheet, bottom, LINE, 0.5));
    from = until;
  }
  for (const each of cells) each.element.end();
  element.end();
}

function drawRepeatedHead(sheet: Sheet, head: readonly string[], widths: readonly number[]): void {
  const laid = head.map((value, column) =>
    sheet.lay(value, cellHead, (widths[column] ?? 0) - CELL_PADDING * 2),
  );
  const height = Math.max(...laid.map((lines) => lines.length)) * cellHead.leading + CELL_PADDING * 2;
  const top = sheet.y;
  sheet.artifact(() => {
    shade(sheet, top, top + height);
    let x = sheet.left;
    for (const [column, lines] of laid.entries()) {
      for (const [index, line] of lines.entries())
        sheet.line(line, x + CELL_PADDING, top + CELL_PADDING + index * cellHead.leading, cellHead);
      x += widths[column] ?? 0;
    }
    rule(sheet, top + height, LINE, 0.5);
  });
  sheet.y = top + height;
}

/** Columns share the width by how much they hold, and none is narrower than its longest head. */
function columnWidths(sheet: Sheet, { head, rows }: Table): number[] {
  const least = head.map((value) => widest(sheet.lay(value, cellHead, sheet.width)) + CELL_PADDING * 2 + 2);
  const wanted = head.map((_, column) => {
    const full = rows.map((row) => widest(sheet.lay(row[column] ?? '', cell, sheet.width)));
    return Math.max(
      least[column] ?? 0,
      Math.min(Math.max(0, ...full) + CELL_PADDING * 2 + 2, sheet.width * 0.55),
    );
  });
  const sum = wanted.reduce((total, width) => total + width, 0);
  const spare = sheet.width - sum;
  if (spare >= 0) return wanted.map((width) => width + (spare * width) / sum);
  const give = wanted.map((width, column) => width - (least[column] ?? 0));
  const canGive = give.reduce((total, width) => total + width, 0) || 1;
  return wanted.map((width, column) => width + (spare * (give[column] ?? 0)) / canGive);
}

function widest(lines: readonly LaidLine[]): number {
  return Math.max(0, ...lines.map(({ width }) => width));
}

function drawClosing(sheet: Sheet, { closing }: ComposedDocument): void {
  sheet.need(text.leading * (closing.length + 2));
  sheet.y += 24;
  sheet.tagged(sheet.root, 'P', () => {
    for (const value of closing) {
      const lines = sheet.lay(value, text, sheet.width * 0.6);
      for (const line of lines) {
        sheet.line(line, sheet.left + sheet.width - line.width, sheet.y, text);
        sheet.y += text.leading;
      }
    }
  });
}

function drawNotes(sheet: Sheet, { notes }: ComposedDocument): void {
  if (notes.length === 0) return;
  sheet.y += 14;
  for (const note of notes) sheet.tagged(sheet.root, 'P', () => drawLines(sheet, note, small));
}

function drawLines(
  sheet: Sheet,
  value: string,
  style: Style,
  { x = sheet.left, width = sheet.width, indent = 0 }: { x?: number; width?: number; indent?: number } = {},
): void {
  const lines = sheet.lay(value, style, width, indent);
  for (const [index, line] of lines.entries()) {
    // No line stands alone at the foot of a page, nor at the head of the next.
    const together = (index === 0 && lines.length > 1) || index === lines.length - 2 ? 2 : 1;
    sheet.need(style.leading * together);
    sheet.line(line, index === 0 ? x + indent : x, sheet.y + offset(style), style);
    sheet.y += style.leading;
  }
}

/** How far below the top of its line the text begins. */
const offset = ({ leading, size }: Style): number => (leading - size) / 2 - size * 0.1;

function rule(sheet: Sheet, y: number, colour = INK, width = 0.8): void {
  sheet.doc
    .moveTo(sheet.left, y)
    .lineTo(sheet.left + sheet.width, y)
    .lineWidth(width)
    .strokeColor(colour)
    .stroke();
}

function shade(sheet: Sheet, top: number, bottom: number): void {
  sheet.doc
    .rect(sheet.left, top, sheet.width, bottom - top)
    .fillColor(SHADE)
    .fill();
}
