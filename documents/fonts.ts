import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { create } from 'fontkit';
import { z } from 'zod';

/**
 * The fonts that documents are printed in, as npm packages, so that every deployment prints the same; beside them
 * whatever fonts a deployment adds for characters that they lack.
 */
export type Weight = 'regular' | 'bold';

export type Face = { readonly name: string; readonly data: Buffer };

export type Fonts = {
  /** The face that has a character; undefined where no font has it. */
  readonly faceFor: (character: string, weight: Weight) => Face | undefined;
};

const WEIGHTS: Record<Weight, number> = { regular: 400, bold: 700 };
/** Most documents are printed from this one alone. */
const MAIN = { family: 'noto-sans-sc', name: 'chinese-simplified' };
/** Where the rest is looked for, in this order: rarer ideographs, then alphabets that the first family lacks. */
const FAMILIES = ['noto-sans-sc', 'noto-sans'] as const;
const RANGE = /^U\+(?<first>[0-9a-f]+)(?:-(?<last>[0-9a-f]+))?$/i;

/** One file of a family, with the characters it is meant for. */
type Slice = {
  readonly family: string;
  readonly name: string;
  readonly has: (codePoint: number) => boolean;
};

/** Opens the fonts. Files are read when a document first needs them. */
export function openFonts(folder?: string): Fonts {
  const slices = FAMILIES.flatMap((family) => slicesOf(family));
  const faces = new Map<string, Face>();
  const coverage = new Map<string, (codePoint: number) => boolean>();

  const face = ({ family, name: slice }: Pick<Slice, 'family' | 'name'>, weight: Weight): Face => {
    const name = `${family}-${slice}-${WEIGHTS[weight]}-normal`;
    const known = faces.get(name);
    if (known) return known;
    const opened = { name, data: sfntOf(readFileSync(join(homeOf(family), 'files', `${name}.woff`))) };
    faces.set(name, opened);
    return opened;
  };
  const covers = ({ name, data }: Face, codePoint: number): boolean => {
    const known = coverage.get(name) ?? charactersOf(data);
    coverage.set(name, known);
    return known(codePoint);
  };
  const added = folder === undefined ? [] : addedFaces(folder);

  return {
    faceFor: (character, weight) => {
      const codePoint = character.codePointAt(0) ?? 0;
      const main = face(MAIN, weight);
      if (covers(main, codePoint)) return main;
      for (const slice of slices) {
        if (!slice.has(codePoint)) continue;
        const other = face(slice, weight);
        if (covers(other, codePoint)) return other;
      }
      return added.find((each) => covers(each, codePoint));
    },
  };
}

function homeOf(family: string): string {
  return dirname(createRequire(import.meta.url).resolve(`@fontsource/${family}/package.json`));
}

function addedFaces(folder: string): Face[] {
  return readdirSync(folder)
    .filter((name) => ['.ttf', '.otf', '.woff'].includes(extname(name).toLowerCase()))
    .sort()
    .map((name) => {
      const data = readFileSync(join(folder, name));
      return { name, data: extname(name).toLowerCase() === '.woff' ? sfntOf(data) : data };
    });
}

function slicesOf(family: string): Slice[] {
  const ranges = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(join(homeOf(family), 'unicode.json'), 'utf8')));
  return Object.entries(ranges).map(([key, written]) => {
    const spans = written.split(',').flatMap((part): [number, number][] => {
      const found = RANGE.exec(part.trim())?.groups;
      if (found === undefined) return [];
      const first = Number.parseInt(found['first'] ?? '', 16);
      return [[first, found['last'] === undefined ? first : Number.parseInt(found['last'], 16)]];
    });
    // Numbered slices are files of their own, named by their number.
    return {
      family,
      name: key.replace(/^\[(\d+)\]$/, '$1'),
      has: (codePoint) => spans.some(([first, last]) => codePoint >= first && codePoint <= last),
    };
  });
}

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/** Unpacks a WOFF 1.0 file to the font that it wraps: reading a packed one inflates its tables again for each glyph. */
function sfntOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = WOFF_HEADER + index * WOFF_ENTRY;
    const offset = woff.readUInt32BE(at + 4);
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(at + 8));
    const length = woff.readUInt32BE(at + 12);
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      data: packed.length < length ? inflateSync(packed) : packed,
    };
  });
  const header = Buffer.alloc(SFNT_HEADER + SFNT_ENTRY * count);
  header.writeUInt32BE(woff.readUInt32BE(4), 0);
  header.writeUInt16BE(count, 4);
  const parts = [header];
  let position = header.length;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = SFNT_HEADER + index * SFNT_ENTRY;
    tag.copy(header, at);
    header.writeUInt32BE(checksum, at + 4);
    header.writeUInt32BE(position, at + 8);
    header.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    parts.push(padded);
    position += padded.length;
  }
  return Buffer.concat(parts);
}

/** Which characters a font has. */
function charactersOf(data: Buffer): (codePoint: number) => boolean {
  const font = create(data);
  return 'hasGlyphForCodePoint' in font ? (codePoint) => font.hasGlyphForCodePoint(codePoint) : () => false;
}
