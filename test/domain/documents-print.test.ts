import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { wordingOf } from '../../domain/notice/wording.ts';
import { openFonts } from '../../documents/fonts.ts';
import { renderAddressSheet } from '../../documents/render-address-sheet.ts';
import { renderHtml } from '../../documents/render-html.ts';
import { renderPdf, unprintable } from '../../documents/render-pdf.ts';
import { renderText } from '../../documents/render-text.ts';
import { composed, nameOf, statedFor, templates, type Shipped } from '../documents/example.ts';

const fonts = openFonts();
const at = new Date('2025-03-05T00:00:00Z');
const shipped = templates.all.map((each): [string, Shipped] => [nameOf(each), each]);
const wordingFor = ({ template }: Shipped) => {
  const wording = wordingOf(template.lang);
  if (wording === undefined) throw new Error(template.lang);
  return wording;
};
const first = (lang: string): Shipped => {
  const [, found] = shipped.find(([, each]) => each.template.lang === lang) ?? [];
  if (found === undefined) throw new Error(lang);
  return found;
};

describe.each(shipped)('%s', (_name, each) => {
  const document = composed(each);
  const wording = wordingFor(each);

  it('prints as a tagged file with language and title, every character of it', async () => {
    expect(unprintable(document, fonts)).toEqual([]);
    const printed = await renderPdf(document, { fonts, wording, at });
    if (printed.kind !== 'pdf') throw new Error(JSON.stringify(printed));
    const raw = printed.bytes.toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/StructTreeRoot');
    expect(raw).toContain(`/Lang (${wording.tag})`);
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('pdfuaid');
    for (const type of ['H1', 'H2', 'P', 'Sect']) expect(raw).toMatch(new RegExp(`/S /${type}\\b`));
    // No font may come from the reader's machine.
    expect(raw.match(/\/FontFile2/g)?.length).toBeGreaterThanOrEqual(2);
    expect(printed.bytes.length).toBeLessThan(250_000);
    expect(printed.pages).toBeLessThanOrEqual(4);
  });

  it('is a page with a language, one first heading, headings in order, and tables with headers', () => {
    const html = renderHtml(document, wording);
    expect(html).toContain(`<html lang="${wording.tag}">`);
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const landmark of ['<header>', '<main>']) expect(html.split(landmark)).toHaveLength(2);
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    for (const [index, level] of levels.entries())
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    const tables = html.split('<table>').length - 1;
    expect(html.split('<caption>').length - 1).toBe(tables);
    expect(html.split('<th scope="col">').length > tables).toBe(true);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says the same as text', () => {
    const text = renderText(document);
    for (const { heading } of document.sections) expect(text).toContain(heading);
    for (const line of document.to.lines) expect(text).toContain(line);
  });
});

describe('printing', () => {
  it('makes the same file of the same document', async () => {
    const each = first('zh');
    const digests = await Promise.all(
      [1, 2].map(async () => {
        const printed = await renderPdf(composed(each), { fonts, wording: wordingFor(each), at });
        return printed.kind === 'pdf' ? createHash('sha256').update(printed.bytes).digest('hex') : '';
      }),
    );
    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(digests[1]).toBe(digests[0]);
  });

  it('refuses a name that it cannot print, rather than print another', async () => {
    const each = first('zh');
    const stated = statedFor(each);
    if (stated.addressee === null) throw new Error('nobody');
    const document = composed(each, { ...stated, addressee: { ...stated.addressee, name: '䶮㐂公司' } });
    expect(await renderPdf(document, { fonts, wording: wordingFor(each), at })).toEqual({
      kind: 'unprintable',
      characters: ['䶮', '㐂'],
    });
  });

  it('finds rare characters and other scripts in the parts of the font that hold them', () => {
    for (const character of ['亶', 'Ł', 'Ж', 'ế', '€', '第'])
      expect(fonts.faceFor(character, 'regular'), character).toBeDefined();
    expect(fonts.faceFor('亶', 'regular')?.name).not.toBe(fonts.faceFor('第', 'regular')?.name);
  });

  it('goes on over pages: long texts, long tables, words that no line holds', async () => {
    const each = first('en');
    const document = composed(each);
    const long = {
      ...document,
      sections: [
        {
          id: null,
          heading: 'Long',
          gaps: [],
          blocks: [
            { kind: 'paragraph', text: 'word '.repeat(3_000) },
            { kind: 'paragraph', text: 'x'.repeat(2_000) },
            {
              kind: 'table',
              caption: 'Many',
              head: ['Number', 'Text'],
              rows: Array.from({ length: 120 }, (_, row) => [
                String(row),
                'text '.repeat(row === 60 ? 900 : 12),
              ]),
            },
            { kind: 'list', ordered: true, items: Array.from({ length: 60 }, (_, item) => `item ${item}`) },
          ],
        },
      ],
    } as const;
    const printed = await renderPdf(long, { fonts, wording: wordingFor(each), at });
    if (printed.kind !== 'pdf') throw new Error('not printed');
    expect(printed.pages).toBeGreaterThan(8);
    expect(printed.bytes.toString('latin1')).toContain('/S /TH');
  });

  it('escapes what people wrote', () => {
    const each = first('en');
    const stated = statedFor(each);
    if (stated.addressee === null) throw new Error('nobody');
    const name = '<script>alert("x")</script> & Söhne';
    const html = renderHtml(
      composed(each, { ...stated, addressee: { ...stated.addressee, name } }),
      wordingFor(each),
    );
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Söhne');
  });

  it('prints the address where the window of an envelope is', async () => {
    const bytes = await renderAddressSheet(
      {
        lang: 'zh-Hans',
        title: 'L-1',
        from: 'A',
        to: ['某某公司', '某某路1号'],
        details: [['Case', 'c1']],
        at,
      },
      fonts,
    );
    expect(bytes.toString('latin1')).toContain('/StructTreeRoot');
  });
});
