import type { Block, ComposedDocument } from '../domain/notice/document.ts';

/** The document as plain text: what a mail says to whoever does not open its attachment. */
export function renderText(document: ComposedDocument): string {
  const { title, from, to, reference, date, opening, sections, closing, notes } = document;
  return [
    from,
    [to.label, ...to.lines].join('\n'),
    [reference, date].map((each) => `${each.label}: ${each.text}`).join('\n'),
    underlined(title, '='),
    ...opening.map(blockText),
    ...sections.flatMap(({ heading, blocks }) => [underlined(heading, '-'), ...blocks.map(blockText)]),
    closing.join('\n'),
    ...notes,
  ]
    .join('\n\n')
    .concat('\n');
}

function underlined(text: string, mark: string): string {
  // An ideograph is two columns wide.
  const columns = Array.from(text).reduce(
    (sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1),
    0,
  );
  return `${text}\n${mark.repeat(columns)}`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.text;
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${item}`).join('\n');
    case 'table':
      return [
        block.caption,
        ...block.rows.map((row) =>
          row.map((value, column) => `  ${block.head[column] ?? ''}: ${value}`).join('\n'),
        ),
      ].join('\n\n');
  }
}
