import { textsOf, type Block, type ComposedDocument } from './document.ts';
import { fill, type TemplateBody } from './template.ts';
import { paragraphs, valuesOf, type Stated } from './values.ts';
import { citing, type Wording } from './wording.ts';

/** The dated text of one kind of document in one language, of one version of a regime. */
export type Template = {
  readonly kind: string;
  readonly lang: string;
  readonly title: string;
  /** Abbreviations in the regime's citations, written out as a subject can look them up. */
  readonly citations: Readonly<Record<string, string>>;
  /** What the identifiers of a subject are called. */
  readonly schemes: Readonly<Record<string, string>>;
  readonly body: TemplateBody;
  /** SHA-256 of the template as written. */
  readonly digest: string;
};

/** Composes a document from a case and a template. What the case does not have yet shows as a gap of its section. */
export function compose(
  template: Template,
  wording: Wording,
  stated: Stated,
  additions: Readonly<Record<string, string>> = {},
): ComposedDocument {
  const { kind, lang, title, schemes } = template;
  const cites = citing(wording, template.citations);
  const values = valuesOf(stated, kind, { wording, cites, lang, schemes });
  const added = Object.fromEntries(
    Object.entries(additions).map(([id, text]): [string, Block[]] => [id, paragraphs(text)]),
  );
  const { addressee, authority, officer, today, state } = stated;
  const { labels } = wording;
  const filled = fill(template.body, values, added);
  const said = [...filled.opening, ...filled.sections.flatMap(({ blocks }) => blocks)].flatMap(textsOf);
  return {
    kind,
    lang,
    title,
    from: authority,
    reference: { label: labels.reference, text: state.caseId },
    date: { label: labels.date, text: wording.date(today) },
    to: {
      label: labels.to,
      lines: addressee ? [addressee.name, ...linesOf(addressee.address)] : [],
    },
    ...filled,
    closing: [authority, ...(officer === null ? [] : [officer]), wording.date(today)],
    notes: cites.notes(said),
  };
}

function linesOf(address: string | null): string[] {
  return (address ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
