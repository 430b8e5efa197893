import LineBreaker from 'linebreak';
import Pdf from 'pdfkit';
import type { Face, Fonts, Weight } from './fonts.ts';

export type Style = {
  readonly size: number;
  readonly weight: Weight;
  readonly leading: number;
  readonly colour: string;
};

export type Run = { readonly face: Face; readonly text: string };
export type LaidLine = { readonly runs: readonly Run[]; readonly width: number };

const A4 = { width: 595.28, height: 841.89 };
const ASCENT = 0.88;

type SheetSettings = {
  readonly fonts: Fonts;
  readonly title: string;
  readonly author: string;
  readonly lang: string;
  readonly at: Date;
  readonly margins: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
};

/**
 * Paper of one document: lays text out with the fonts that have its characters, breaks lines as each script wants it,
 * and breaks pages. Everything drawn through `tagged` is part of the document; the rest is marked as an artifact.
 */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly root: PDFKit.PDFStructureElement;
  readonly left: number;
  readonly width: number;
  y: number;
  readonly #fonts: Fonts;
  readonly #bottom: number;
  readonly #top: number;
  readonly #widths = new Map<string, number>();
  readonly #chunks: Buffer[] = [];
  readonly #done: Promise<Buffer>;

  constructor({ fonts, title, author, lang, at, margins }: SheetSettings) {
    this.#fonts = fonts;
    const options: PDFKit.PDFDocumentOptions = {
      size: 'A4',
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang,
      bufferPages: true,
      info: { Title: title, Author: author, CreationDate: at, ModDate: at },
    };
    // The types do not know this standard yet.
    this.doc = new Pdf(Object.assign(options, { subset: 'PDF/UA' }));
    this.left = margins.left;
    this.width = A4.width - margins.left - margins.right;
    this.y = margins.top;
    this.#top = margins.top;
    this.#bottom = A4.height - margins.bottom;
    this.doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#done = new Promise((resolve) => {
      this.doc.on('end', () => resolve(Buffer.concat(this.#chunks)));
    });
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
  }

  /** How much room is left on the page. */
  get room(): number {
    return this.#bottom - this.y;
  }

  /** Begins a new page unless there is room for so much. */
  need(height: number): boolean {
    if (height <= this.room || this.y === this.#top) return false;
    // Ends what is being marked on this page and takes it up again on the next.
    this.doc.continueOnNewPage();
    this.y = this.#top;
    return true;
  }

  /** The lines that a text takes in a width. */
  lay(text: string, style: Style, width: number, indent = 0): LaidLine[] {
    return text
      .split('\n')
      .flatMap((part, index) => this.#layPart(part, style, width, index === 0 ? indent : 0));
  }

  #layPart(text: string, style: Style, width: number, indent: number): LaidLine[] {
    const lines: LaidLine[] = [];
    let line = '';
    let used = 0;
    const room = (): number => (lines.length === 0 ? width - indent : width);
    const end = (): void => {
      const runs = this.#runs(line.trimEnd(), style.weight);
      lines.push({ runs, width: this.#widthOf(runs, style) });
      line = '';
      used = 0;
    };
    const put = (piece: string): void => {
      if (line !== '' && used + this.#measure(piece.trimEnd(), style) > room()) end();
      line += piece;
      used += this.#measure(piece, style);
    };
    for (const word of wordsOf(text)) {
      // A word that no line can hold is parted wherever the line ends.
      if (this.#measure(word.trimEnd(), style) <= width - indent) put(word);
      else for (const character of word) put(character);
    }
    end();
    return lines;
  }

  /** Draws one laid line with its top at `y`. */
  line({ runs }: LaidLine, x: number, y: number, style: Style): void {
    let at = x;
    for (const { face, text } of runs) {
      this.#use(face, style);
      this.doc
        .fillColor(style.colour)
        .text(text, at, y + style.size * ASCENT, { lineBreak: false, baseline: 'alphabetic' });
      at += this.doc.widthOfString(text);
    }
  }

  /** Adds an element with what it draws. */
  tagged(parent: PDFKit.PDFStructureElement, type: string, draw: () => void): void {
    const element = this.element(parent, type);
    element.add(draw);
    element.end();
  }

  /** Adds an element for others to be put in. */
  element(
    parent: PDFKit.PDFStructureElement,
    type: string,
    scope?: 'Column' | 'Row',
  ): PDFKit.PDFStructureElement {
    const options: { lang?: string; scope?: string } = scope === undefined ? {} : { scope };
    const element = this.doc.struct(type, options);
    parent.add(element);
    return element;
  }

  /** Draws what is no part of the document: rules, repeated headers, page numbers. */
  artifact(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws over every page when all are there. */
  eachPage(draw: (page: number, of: number) => void): void {
    const { count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.doc.switchToPage(page);
      this.artifact(() => draw(page + 1, count));
    }
  }

  /** Closes the document and answers its bytes. */
  async finish(): Promise<Buffer> {
    this.root.end();
    this.doc.end();
    return this.#done;
  }

  #measure(text: string, style: Style): number {
    const key = `${style.weight}/${style.size}/${text}`;
    const known = this.#widths.get(key) ?? this.#widthOf(this.#runs(text, style.weight), style);
    this.#widths.set(key, known);
    return known;
  }

  #widthOf(runs: readonly Run[], style: Style): number {
    return runs.reduce((width, { face, text }) => {
      this.#use(face, style);
      return width + this.doc.widthOfString(text);
    }, 0);
  }

  #use(face: Face, { size }: Style): void {
    this.doc.registerFont(face.name, face.data);
    this.doc.font(face.name).fontSize(size);
  }

  #runs(text: string, weight: Weight): Run[] {
    const runs: { face: Face; text: string }[] = [];
    for (const character of text) {
      const last = runs.at(-1);
      const face = this.#fonts.faceFor(character, weight) ?? last?.face;
      if (face === undefined) continue;
      if (last?.face === face) last.text += character;
      else runs.push({ face, text: character });
    }
    return runs;
  }
}

function wordsOf(text: string): string[] {
  const breaker = new LineBreaker(text);
  const words: string[] = [];
  let from = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    words.push(text.slice(from, next.position));
    from = next.position;
  }
  return words;
}
