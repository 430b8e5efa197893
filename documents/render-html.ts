import type { Block, ComposedDocument, Section } from '../domain/notice/document.ts';
import type { Wording } from '../domain/notice/wording.ts';

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1rem/1.65 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2rem; }
.from { font-size: 1.2rem; font-weight: 700; margin: 0; padding-bottom: .4rem; border-bottom: 1px solid #1a1a1a; }
.front { display: flex; flex-wrap: wrap; gap: 1.5rem 3rem; justify-content: space-between; margin: 1.25rem 0 0; }
.front address { font-style: normal; }
.front dl { margin: 0; }
dt, .label { color: #4a4a4a; font-size: .85rem; }
dd { margin: 0 0 .4rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 2rem 0 1rem; }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .4rem; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, ul, ol { margin: .4rem 0 .8rem; overflow-wrap: anywhere; white-space: pre-line; }
.indented main p { text-indent: 2em; }
.indented main p.salutation, .indented main p.lines { text-indent: 0; }
li { margin: .3rem 0; white-space: normal; }
.table { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
caption { text-align: start; font-weight: 700; padding: .2rem 0 .4rem; }
th, td { text-align: start; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid #8c8c8c; }
thead th { background: #f0f0f0; }
tbody th { font-weight: 400; }
.closing { text-align: end; margin: 2.5rem 0 1rem; }
.closing p { margin: 0; text-indent: 0 !important; }
footer { color: #4a4a4a; font-size: .85rem; padding-bottom: 2rem; }
@page { size: A4; margin: 2.2cm 2.5cm; }
@media print { header, main, footer { max-width: none; padding: 0; } }
`.trim();

/** The document as a page of its own: language, landmarks, one heading order, tables with captions and headers. */
export function renderHtml(document: ComposedDocument, wording: Wording): string {
  const { title, from, to, reference, date, opening, sections, closing, notes } = document;
  const [salutation, ...rest] = opening;
  return [
    '<!doctype html>',
    `<html lang="${wording.tag}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(`${title} · ${reference.text}`)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    wording.indented ? '<body class="indented">' : '<body>',
    '<header>',
    `<p class="from">${escaped(from)}</p>`,
    '<div class="front">',
    `<address><span class="label">${escaped(to.label)}</span><br>${to.lines
      .map((line, index) => (index === 0 ? `<strong>${escaped(line)}</strong>` : escaped(line)))
      .join('<br>')}</address>`,
    `<dl>${[reference, date]
      .map((each) => `<dt>${escaped(each.label)}</dt><dd>${escaped(each.text)}</dd>`)
      .join('')}</dl>`,
    '</div>',
    '</header>',
    '<main>',
    `<h1>${escaped(title)}</h1>`,
    ...(salutation
      ? [blockHtml(salutation, salutation.kind === 'paragraph' ? ' class="salutation"' : '')]
      : []),
    ...rest.map((block) => blockHtml(block)),
    ...sections.map(sectionHtml),
    `<div class="closing">${closing.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`,
    '</main>',
    ...(notes.length > 0 ? ['<footer>', ...notes.map((note) => `<p>${escaped(note)}</p>`), '</footer>'] : []),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function sectionHtml({ id, heading, blocks }: Section, index: number): string {
  const name = id ?? `section-${index + 1}`;
  return [
    `<section aria-labelledby="${name}-heading"${id === null ? '' : ` id="${id}"`}>`,
    `<h2 id="${name}-heading">${escaped(heading)}</h2>`,
    ...blocks.map((block) => blockHtml(block)),
    '</section>',
  ].join('\n');
}

function blockHtml(block: Block, attributes = ''): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${attributes || (block.text.includes('\n') ? ' class="lines"' : '')}>${escaped(block.text)}</p>`;
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return [
        // It scrolls where it is too wide, so it can be reached from the keyboard.
        `<div class="table" role="group" tabindex="0" aria-label="${escaped(block.caption)}"><table>`,
        `<caption>${escaped(block.caption)}</caption>`,
        `<thead><tr>${block.head.map((each) => `<th scope="col">${escaped(each)}</th>`).join('')}</tr></thead>`,
        '<tbody>',
        ...block.rows.map(
          (row) =>
            `<tr>${row
              .map((value, column) =>
                column === 0 ? `<th scope="row">${escaped(value)}</th>` : `<td>${escaped(value)}</td>`,
              )
              .join('')}</tr>`,
        ),
        '</tbody></table></div>',
      ].join('\n');
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
