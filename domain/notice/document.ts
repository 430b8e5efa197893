/** What a document is made of: plain text in a few shapes, so that every rendering of it says the same. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

/** One section. Its id names the required content that it carries; its gaps, the values it should have stated. */
export type Section = {
  readonly id: string | null;
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly gaps: readonly string[];
};

/** A document as composed: everything that is printed, and nothing that depends on when or where it is printed. */
export type ComposedDocument = {
  readonly kind: string;
  readonly lang: string;
  readonly title: string;
  readonly from: string;
  readonly reference: { readonly label: string; readonly text: string };
  readonly date: { readonly label: string; readonly text: string };
  readonly to: { readonly label: string; readonly lines: readonly string[] };
  readonly opening: readonly Block[];
  /** Values that the opening should have stated. */
  readonly gaps: readonly string[];
  readonly sections: readonly Section[];
  readonly closing: readonly string[];
  readonly notes: readonly string[];
};

export type Missing = {
  readonly id: string;
  /** There is no such section; it says nothing; or it should state values that the case does not have. */
  readonly because: 'no-section' | 'empty' | 'gaps';
  readonly gaps: readonly string[];
};

export type ContentsCheck = {
  /** The required contents, and other marked ones, that the document says. */
  readonly contents: readonly string[];
  readonly missing: readonly Missing[];
  /** What the rest of the document should have stated and could not. */
  readonly gaps: readonly string[];
};

/**
 * Finds what a document says of what it must say. A content counts only if a section of its id stands in the document,
 * has text, and could state every value that it is meant to state: fixed words around a blank are not a content.
 */
export function checkContents(
  document: Pick<ComposedDocument, 'sections' | 'gaps'>,
  required: readonly { readonly id: string }[],
): ContentsCheck {
  const { sections } = document;
  const said = sections.flatMap((section) =>
    section.id !== null && saysSomething(section) && section.gaps.length === 0 ? [section.id] : [],
  );
  const missing = required.flatMap(({ id }): Missing[] => {
    if (said.includes(id)) return [];
    const section = sections.find((each) => each.id === id);
    if (section === undefined) return [{ id, because: 'no-section', gaps: [] }];
    if (!saysSomething(section)) return [{ id, because: 'empty', gaps: section.gaps }];
    return [{ id, because: 'gaps', gaps: section.gaps }];
  });
  const rest = sections.filter((section) => !required.some(({ id }) => id === section.id));
  const gaps = [...document.gaps, ...rest.flatMap((section) => section.gaps)];
  return { contents: [...new Set(said)], missing, gaps: [...new Set(gaps)] };
}

/** Everything that is written in a block, line by line. */
export function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [block.text];
    case 'list':
      return block.items;
    case 'table':
      return [block.caption, ...block.head, ...block.rows.flat()];
  }
}

// Letters and digits of any script: spaces, zero-width characters, rules and dots say nothing.
const SOMETHING = /[\p{L}\p{N}]/u;

/** Whether a text says anything at all. */
export function says(text: string): boolean {
  return SOMETHING.test(text);
}

function saysSomething({ blocks }: Section): boolean {
  return blocks.some((block) => {
    const said = block.kind === 'table' ? block.rows.flat() : textsOf(block);
    return block.kind !== 'heading' && said.some(says);
  });
}
