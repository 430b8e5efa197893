import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { textsOf, type ComposedDocument } from '../../domain/notice/document.ts';
import { checkDocument, documentComplete } from '../../domain/notice/document-gate.ts';
import type { TemplateBody } from '../../domain/notice/template.ts';
import { citing, wordingOf } from '../../domain/notice/wording.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { composed, nameOf, statedFor, templates, type Shipped } from '../documents/example.ts';
import { catalogue, packOf } from '../support/law.ts';

/** Everything that a document says, as one text. */
function textOf({ title, opening, sections }: ComposedDocument): string {
  const blocks = [...opening, ...sections.flatMap((section) => section.blocks)];
  return [title, ...sections.map(({ heading }) => heading), ...blocks.flatMap(textsOf)].join('\n');
}

const law = z.object({ cite: z.string(), status: z.string(), practice: z.literal(true).optional() });
type Law = z.infer<typeof law>;

/** Everything that a pack cites, part by part; the deployment's own practice is no citation. */
function citedIn(part: unknown): Law[] {
  if (typeof part !== 'object' || part === null) return [];
  const { data } = law.safeParse(part);
  const own = data && !data.practice ? data.cite.split(/;\s*/).map((cite) => ({ ...data, cite })) : [];
  return [...own, ...Object.values(part).flatMap(citedIn)];
}

/** The ids of a pack that could not be words of its titles. */
function idsIn(pack: Pack): string[] {
  const { grounds, measures, recipients, factors, petition, notice, clocks } = pack;
  const lists = [grounds, measures, recipients, factors.weigh, petition.preconditions, petition.materials];
  const titled = [...lists.flat(), ...notice.methods];
  const named = titled.filter(({ id, title }) => !Object.values(title).some((each) => each.includes(id)));
  return [...named.map(({ id }) => id), ...Object.keys(clocks)].filter((id) => /[-.]/.test(id));
}

/** The words of a template that no case brings. */
function fixedWords({ opening, sections }: TemplateBody): string {
  const lines = [
    ...sections.map(({ heading }) => heading),
    ...[...opening, ...sections.flatMap(({ blocks }) => blocks)].flatMap((block) =>
      block.kind === 'list' ? block.items : [block.line],
    ),
  ];
  return lines
    .map((line) => line.map((piece) => (typeof piece === 'string' ? piece : '·')).join(''))
    .join('\n');
}

// A time that a text promises by itself is another than the clock's sooner or later.
const TIMES = [
  /\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety) (?:working |calendar )?(?:hour|day|week|month|year)s?\b/i,
  /[\d〇一二三四五六七八九十百]+ ?(?:个工作日|工作日|日|天|周|个月|年)/,
];

describe('the texts that are shipped', () => {
  it('are a notice, a decision and what goes together with it, for every version in every language it has', () => {
    const lacking = catalogue.all.flatMap(({ id, pack }) =>
      pack.languages.flatMap((lang) =>
        ['notice', 'decision', ...(pack.review.together?.documents ?? [])]
          .filter((kind) => templates.find(pack.regime, pack.version, kind, lang) === undefined)
          .map((kind) => `${id} ${kind}.${lang}`),
      ),
    );
    expect(lacking).toEqual([]);
  });

  it('are of kinds that are served, in languages that the regime has', () => {
    for (const each of templates.all) {
      const { languages, review } = packOf(each.regime, each.version);
      expect(['notice', 'decision', ...(review.together?.documents ?? [])]).toContain(each.template.kind);
      expect(languages, nameOf(each)).toContain(each.template.lang);
    }
  });
});

describe.each(templates.all.map((each): [string, Shipped] => [nameOf(each), each]))('%s', (_name, each) => {
  const { kind, lang, citations, body } = each.template;
  const pack = packOf(each.regime, each.version);
  const wording = wordingOf(lang);
  if (wording === undefined) throw new Error(lang);
  const ofEveryGround = (): {
    ground: string;
    document: ComposedDocument;
    text: string;
    brought: string[];
  }[] =>
    pack.grounds.map((ground) => {
      const stated = statedFor(each, ground.id);
      const document = composed(each, stated);
      const { addressee, state } = stated;
      const brought = [state.caseId, ...(addressee?.identifiers.map(({ value }) => value) ?? [])];
      return { ground: ground.id, document, text: textOf(document), brought };
    });

  it('is complete for a case of any ground', () => {
    for (const { ground, document } of ofEveryGround()) {
      expect(documentComplete(pack, kind, checkDocument(pack, document)), ground).toEqual([]);
      expect(document.notes.length > 0, ground).toBe(textOf({ ...document, notes: [] }).includes('*'));
    }
  });

  it('writes out whatever its law may cite', () => {
    const cites = citing(wording, citations);
    for (const each of citedIn(pack)) {
      const written = cites.of({ ...each, status: 'verified-text' });
      expect(written, each.cite).not.toBe(each.cite);
      if (lang === 'zh') expect(written).not.toMatch(/[A-Za-z]/);
    }
  });

  it('leaves no abbreviation, no id, and no word of another language', () => {
    const expansions = Object.values(citations).toSorted((left, right) => right.length - left.length);
    for (const { ground, text, brought } of ofEveryGround()) {
      const rest = [...expansions, ...brought].reduce((left, part) => left.replaceAll(part, ''), text);
      for (const abbreviation of Object.keys(citations))
        expect(rest.split(abbreviation).length - 1, `${abbreviation} in ${ground}`).toBe(0);
      for (const id of [
        ...idsIn(pack),
        ...Object.keys(each.template.schemes).filter((id) => id.includes('-')),
      ])
        expect(rest.includes(id), `${id} in ${ground}`).toBe(false);
      if (lang === 'zh') expect(rest.match(/[A-Za-z]+/g), ground).toBeNull();
    }
  });

  it('promises no time of its own', () => {
    for (const time of TIMES) expect(fixedWords(body).match(time)?.[0]).toBeUndefined();
  });
});
