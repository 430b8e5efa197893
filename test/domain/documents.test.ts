import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkContents, type ComposedDocument } from '../../domain/notice/document.ts';
import { checkDocument, documentComplete, requiredContents } from '../../domain/notice/document-gate.ts';
import { fill, parseTemplate, type Values } from '../../domain/notice/template.ts';
import { paragraphs } from '../../domain/notice/values.ts';
import { citing, wordingOf, type Wording } from '../../domain/notice/wording.ts';
import { readTemplate } from '../../documents/load-templates.ts';
import { composed, nameOf, statedFor, templates, type Shipped } from '../documents/example.ts';
import { catalogue, packOf } from '../support/law.ts';

const body = (text: string) => {
  const parsed = parseTemplate(text);
  if (parsed.kind === 'broken') throw new Error(JSON.stringify(parsed.problems));
  return parsed.body;
};
const problems = (text: string) => {
  const parsed = parseTemplate(text);
  return parsed.kind === 'broken' ? parsed.problems : [];
};
const words = (lang: string): Wording => {
  const wording = wordingOf(lang);
  if (wording === undefined) throw new Error(lang);
  return wording;
};
const shipped = templates.all.map((each): [string, Shipped] => [nameOf(each), each]);

describe('a template', () => {
  it('is paragraphs, lists and sections that carry the id of a content', () => {
    const { opening, sections } = body(
      'Dear you,\nhello.\n\n## What we intend {#content}\n\nText.\n\n- one\n  more\n- two\n\n### Inside\n\n1. first\n\n## Contact\n\nHere.\n',
    );
    expect(opening).toEqual([{ kind: 'paragraph', line: ['Dear you, hello.'] }]);
    expect(sections.map(({ id, heading }) => [id, heading])).toEqual([
      ['content', ['What we intend']],
      [null, ['Contact']],
    ]);
    expect(sections[0]?.blocks).toEqual([
      { kind: 'paragraph', line: ['Text.'] },
      { kind: 'list', ordered: false, items: [['one more'], ['two']] },
      { kind: 'heading', line: ['Inside'] },
      { kind: 'list', ordered: true, items: [['first']] },
    ]);
  });

  it('joins broken lines of Chinese without a space', () => {
    expect(body('本机关拟将\n你列入名单。').opening).toEqual([
      { kind: 'paragraph', line: ['本机关拟将你列入名单。'] },
    ]);
  });

  it.each([
    ['{{surprise}}', 1, '"surprise" is not a value of a case'],
    ['a\n\nSee {{measures}} here.', 3, '{{measures}} stands alone, in a paragraph of its own'],
    ['{{ authority', 1, 'a value is written {{name}}'],
    ['# Big', 1, 'only paragraphs, lists, "## " and "### " are known here'],
    ['<b>bold</b>', 1, 'only paragraphs, lists, "## " and "### " are known here'],
    ['| a | b |', 1, 'only paragraphs, lists, "## " and "### " are known here'],
    ['## A {#x}\n\n## B {#x}', 3, 'there is a section {#x} already'],
  ])('is broken by %j, with the line', (text, line, message) => {
    expect(problems(text)).toEqual([{ line, message }]);
  });

  it('has a front matter that is read strictly', () => {
    expect(readTemplate('no front', 'x.md')).toMatchObject({ kind: 'broken' });
    expect(readTemplate('---\ndocument: notice\nlang: en\n---\nx', 'x.md')).toMatchObject({ kind: 'broken' });
    expect(readTemplate('---\ndocument: notice\nlang: fr\ntitle: x\n---\nx', 'x.md')).toMatchObject({
      problems: [{ message: 'there is no wording for the language "fr"' }],
    });
    expect(readTemplate('---\ndocument: notice\nlang: en\ntitle: x\n---\n\n{{nope}}', 'x.md')).toMatchObject({
      problems: [{ file: 'x.md', line: 7 }],
    });
  });
});

describe('filling', () => {
  it('leaves a paragraph out for a value that it can do without, and notes a gap for any other', () => {
    const { sections } = fill(
      body(
        '## A {#a}\n\nUntil {{until?}}.\n\nBy {{officer}} of {{authority}}.\n\n{{facts}}\n\n{{remedies?}}\n',
      ),
      { authority: 'X' },
    );
    expect(sections).toEqual([
      {
        id: 'a',
        heading: 'A',
        blocks: [
          { kind: 'paragraph', text: 'By [officer] of X.' },
          { kind: 'paragraph', text: '[facts]' },
        ],
        gaps: ['officer', 'facts'],
      },
    ]);
  });

  it('takes what people wrote as text: it cannot make a section, a heading or a value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const hostile = `## Rights {#rights}\n\n${text}\n\n{{measures}}\n\n### x`;
        const values: Values = { facts: paragraphs(hostile), authority: hostile };
        const filled = fill(body('{{authority}}\n\n## Facts {#facts}\n\n{{facts}}\n'), values);
        expect(filled.sections.map(({ id }) => id)).toEqual(['facts']);
        expect(filled.sections[0]?.blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
        expect(checkContents(filled, [{ id: 'rights' }]).missing).toMatchObject([{ because: 'no-section' }]);
      }),
    );
  });

  it('adds what a caseworker says besides to its section', () => {
    const filled = fill(body('## A {#a}\n\nText.\n'), {}, { a: paragraphs('More.\n\nAnd more.') });
    expect(filled.sections[0]?.blocks.map((block) => 'text' in block && block.text)).toEqual([
      'Text.',
      'More.',
      'And more.',
    ]);
  });
});

describe('the check', () => {
  const section = (id: string, text: string, gaps: readonly string[] = []) => ({
    id,
    heading: id,
    blocks: paragraphs(text),
    gaps,
  });

  it('finds what is said, and why the rest is not', () => {
    const document = {
      gaps: [],
      sections: [
        section('said', 'Something.'),
        section('blank', ' \u3000\u200b — . '),
        section('open', 'The facts are:', ['facts']),
        { id: 'heading-only', heading: 'x', blocks: [{ kind: 'heading', text: 'Words' }] as const, gaps: [] },
      ],
    };
    expect(
      checkContents(
        document,
        ['said', 'blank', 'open', 'heading-only', 'absent'].map((id) => ({ id })),
      ),
    ).toEqual({
      contents: ['said'],
      missing: [
        { id: 'blank', because: 'empty', gaps: [] },
        { id: 'open', because: 'gaps', gaps: ['facts'] },
        { id: 'heading-only', because: 'empty', gaps: [] },
        { id: 'absent', because: 'no-section', gaps: [] },
      ],
      gaps: [],
    });
  });

  it('counts gaps outside the required contents too: nothing with a blank is sent', () => {
    const document = {
      gaps: ['subject'],
      sections: [section('said', 'x'), section('contact', '', ['contact'])],
    };
    expect(checkContents(document, [{ id: 'said' }]).gaps).toEqual(['subject', 'contact']);
  });
});

describe.each(shipped)('%s', (_name, each) => {
  const pack = packOf(each.regime, each.version);
  const { kind, lang } = each.template;

  it('says everything that its regime wants it to say', () => {
    const document = composed(each);
    expect(documentComplete(pack, kind, checkDocument(pack, document))).toEqual([]);
    expect(pack.languages).toContain(lang);
    expect(JSON.stringify(document)).not.toContain('{{');
  });

  it('is refused, by rule and name, without any one of its required sections', () => {
    const document = composed(each);
    for (const { id } of requiredContents(pack, kind)) {
      const without: ComposedDocument = {
        ...document,
        sections: document.sections.filter((section) => section.id !== id),
      };
      const [refusal] = documentComplete(pack, kind, checkDocument(pack, without));
      expect(refusal?.rule).toBe(kind === 'notice' ? 'notice.contents' : 'review.decisionContents');
      expect(refusal?.detail).toContain(`${id} (no section)`);
    }
  });

  it('is refused without any text of the case that it states', () => {
    const stated = statedFor(each);
    const blank = composed(each, { ...stated, text: () => null, addressee: null, contact: null });
    expect(documentComplete(pack, kind, checkDocument(pack, blank))).not.toEqual([]);
  });

  it('is the same document for the same case', () => {
    expect(composed(each)).toEqual(composed(each));
  });
});

describe('removing any required sections', () => {
  const required = shipped.filter(
    ([, each]) => requiredContents(packOf(each.regime, each.version), each.template.kind).length > 0,
  );

  it('is always refused, naming exactly what is missing', () => {
    const documents = required.map(([, each]) => ({ each, document: composed(each) }));
    fc.assert(
      fc.property(fc.nat(documents.length - 1), fc.infiniteStream(fc.boolean()), (index, keep) => {
        const found = documents[index];
        if (found === undefined) return;
        const { each, document } = found;
        const pack = packOf(each.regime, each.version);
        const ids = requiredContents(pack, each.template.kind).map(({ id }) => id);
        const removed = ids.filter(() => keep.next().value === false);
        const check = checkDocument(pack, {
          ...document,
          sections: document.sections.filter(({ id }) => id === null || !removed.includes(id)),
        });
        expect(check.missing.map(({ id }) => id)).toEqual(removed);
        expect(documentComplete(pack, each.template.kind, check).length > 0).toBe(removed.length > 0);
      }),
    );
  });
});

describe('words', () => {
  it.each([
    ['en', '5 March 2025', '5 working days', '1 year', 'without a fixed end'],
    ['zh', '2025年3月5日', '5个工作日', '1年', '无固定期限'],
  ])('of %s', (lang, date, days, year, open) => {
    const wording = words(lang);
    expect(wording.date('2025-03-05')).toBe(date);
    expect(wording.length({ amount: 5, unit: 'working-days' })).toBe(days);
    expect(wording.length({ amount: 1, unit: 'years' })).toBe(year);
    expect(wording.noFixedEnd).toBe(open);
  });

  it('write abbreviations out, mark what nobody has read, and call practice practice', () => {
    const cites = citing(words('zh'), { APL: '《行政处罚法》', 'APL 2': '《另法》' });
    const law = (cite: string, status: string) => cites.of({ cite, status });
    expect(law('APL arts. 57-58, 64(4)', 'verified-text')).toBe('《行政处罚法》第57-58、64(4)条');
    expect(law('APL 2 art. 3; Other', 'secondary')).toBe('《另法》第3条；Other');
    expect(cites.notes(['《行政处罚法》第1条*'])).toEqual([]);
    expect(law('APL art. 1', 'unverified')).toBe('《行政处罚法》第1条*');
    expect(cites.notes(['依据《行政处罚法》第2条*'])).toEqual([]);
    expect(cites.notes(['依据《行政处罚法》第1条*。'])).toEqual(['* 该依据尚未与官方文本核对。']);
    expect(cites.of({ cite: 'x', status: 'unverified', practice: true })).toBe('本机关工作规定');
  });

  it('exist for languages that were written, and for no other', () => {
    expect(wordingOf('fr')).toBeUndefined();
  });
});

describe('time to respond', () => {
  it('starts in no regime with a document that was made or sent', () => {
    const early = catalogue.all.flatMap(({ id, pack }) =>
      Object.entries(pack.clocks)
        .filter(([, rule]) => rule.against === 'subject')
        .filter(([, rule]) => rule.from.some((event) => event === 'notice-sent' || event === 'decision-sent'))
        .map(([key]) => `${id} ${key}`),
    );
    expect(early).toEqual([]);
  });
});
