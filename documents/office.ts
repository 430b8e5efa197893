import { createHash } from 'node:crypto';
import { logAccess } from '../db/commands/log-access.ts';
import { keepDocument } from '../db/commands/keep-document.ts';
import type { Bench } from '../db/commands/rule.ts';
import { basisDigest } from '../db/commands/serve-document.ts';
import type { Database } from '../db/client.ts';
import { findAuthority } from '../db/queries/authorities.ts';
import { findCase } from '../db/queries/cases.ts';
import { openDocument, readTexts, type OpenedDocument } from '../db/queries/documents.ts';
import { readSubject } from '../db/queries/personal-data.ts';
import { reachedAt } from '../db/subject-address.ts';
import { localDate } from '../domain/calendar/local-time.ts';
import type { Refusal } from '../domain/case/refusal.ts';
import type { CaseState, Proposal } from '../domain/case/state.ts';
import { canonicalJson } from '../domain/evidence/canonical-json.ts';
import { compose, type Template } from '../domain/notice/compose.ts';
import type { ComposedDocument, ContentsCheck } from '../domain/notice/document.ts';
import { checkDocument, documentComplete } from '../domain/notice/document-gate.ts';
import { parseTemplate, type TemplateProblem } from '../domain/notice/template.ts';
import { statedTexts, type Decided } from '../domain/notice/values.ts';
import { wordingOf } from '../domain/notice/wording.ts';
import type { Fonts } from './fonts.ts';
import type { Templates } from './load-templates.ts';
import { renderPdf } from './render-pdf.ts';

/** What somebody orders: a document of a kind, in a language, for a case. */
export type Order = {
  readonly id: string;
  readonly caseId: string;
  readonly by: string;
  readonly kind: string;
  readonly lang: string;
  /** Somebody's own text instead of the regime's template; it is read and checked as a template is. */
  readonly own: { readonly title: string; readonly body: string } | null;
  /** What a section says besides, by the id of its content. */
  readonly additions: Readonly<Record<string, string>>;
  readonly contact: string | null;
  readonly officer: string | null;
  /** A decision that is not made yet, for looking at its document beforehand. */
  readonly draft: (Proposal & { readonly reasons: string }) | null;
};

export type Delivered = {
  readonly kind: 'composed';
  readonly id: string;
  readonly document: ComposedDocument;
  readonly printed: Buffer;
  readonly pages: number;
  readonly digest: string;
  readonly check: ContentsCheck;
  /** What stands in the way of sending it as it is. */
  readonly refusals: readonly Refusal[];
};

export type Undelivered =
  | { readonly kind: 'unknown-case' | 'erased' | 'no-wording' }
  | { readonly kind: 'no-template'; readonly languages: readonly string[] }
  | { readonly kind: 'broken-text'; readonly problems: readonly TemplateProblem[] }
  | { readonly kind: 'unprintable'; readonly characters: readonly string[] };

export type Office = ReturnType<typeof createOffice>;

type Equipment = {
  readonly db: Database;
  readonly bench: Pick<Bench, 'law' | 'masterKey'>;
  readonly templates: Templates;
  readonly fonts: Fonts;
};

/** Where documents are composed, checked, printed and kept. */
export function createOffice({ db, bench, templates, fonts }: Equipment) {
  const templateFor = (state: CaseState, { kind, lang, own }: Order): Template | Undelivered => {
    const { regime, version } = state;
    const dated = templates.find(regime, version, kind, lang);
    if (own === null) {
      if (dated) return dated;
      const all = templates.all.filter((each) => each.regime === regime && each.version === version);
      const languages = all
        .filter(({ template }) => template.kind === kind)
        .map(({ template }) => template.lang);
      return { kind: 'no-template', languages };
    }
    const parsed = parseTemplate(own.body);
    if (parsed.kind === 'broken') return { kind: 'broken-text', problems: parsed.problems };
    return {
      kind,
      lang,
      title: own.title,
      citations: dated?.citations ?? {},
      schemes: dated?.schemes ?? {},
      body: parsed.body,
      digest: createHash('sha256').update(own.body).digest('hex'),
    };
  };

  return {
    /** Composes, checks and prints a document and keeps it, sealed; each reading of personal data is logged. */
    async deliver(order: Order): Promise<Delivered | Undelivered> {
      const { id, caseId, by, kind, lang, draft } = order;
      const found = await findCase(db, caseId);
      if (found === undefined) return { kind: 'unknown-case' };
      const { state, now } = found;
      const pack = bench.law(state.regime, state.version)?.pack;
      if (pack === undefined) return { kind: 'unknown-case' };
      const wording = wordingOf(lang);
      if (wording === undefined) return { kind: 'no-wording' };
      const template = templateFor(state, order);
      if (!('body' in template)) return template;

      const refs = statedTexts(state);
      await Promise.all(
        ['subject', ...refs.map((ref) => ref.id)].map((what) =>
          logAccess(db, { caseId, actor: by, purpose: `compose-${kind}`, what }),
        ),
      );
      const before = await openDocument(db, bench.masterKey, { caseId, id });
      if (before === null) return { kind: 'erased' };
      if (before) return deliveredOf(before, documentComplete(pack, kind, before));
      const subject = await readSubject(db, bench.masterKey, caseId);
      if (subject === null) return { kind: 'erased' };
      const texts = await readTexts(db, bench.masterKey, { caseId, refs });
      const authority = await findAuthority(db, state.authority.id);
      const issuer = state.instrument ? await findAuthority(db, state.instrument.issuer) : undefined;
      const decided: Decided | null = draft;
      const document = compose(
        template,
        wording,
        {
          state,
          pack,
          today: localDate(now, pack.timezone),
          authority: authority?.title ?? state.authority.id,
          issuer: issuer?.title ?? state.instrument?.issuer ?? null,
          addressee: {
            name: subject.name,
            identifiers: subject.identifiers,
            address: reachedAt(subject).postal,
          },
          text: (ref) => texts.get(ref.id) ?? null,
          draft: kind === 'notice' ? null : decided,
          contact: order.contact,
          officer: order.officer,
        },
        order.additions,
      );
      const check = checkDocument(pack, document);
      const printed = await renderPdf(document, { fonts, wording, at: new Date(now) });
      if (printed.kind === 'unprintable') return printed;
      const digest = createHash('sha256').update(printed.bytes).digest('hex');
      const basis = draft !== null && kind !== 'notice' ? 'draft' : basisDigest(state, kind);
      const kept = await keepDocument(db, bench.masterKey, {
        id,
        caseId,
        kind,
        lang,
        title: document.title,
        template: template.digest,
        ...check,
        basis,
        digest,
        pages: printed.pages,
        composed: canonicalJson(document),
        printed: printed.bytes,
        by,
      });
      if (!kept) return { kind: 'erased' };
      const { bytes, pages } = printed;
      const refusals = documentComplete(pack, kind, check);
      return { kind: 'composed', id, document, printed: bytes, pages, digest, check, refusals };
    },
  };
}

/** The document of a request that is repeated. */
function deliveredOf(kept: OpenedDocument, refusals: readonly Refusal[]): Delivered {
  const { id, printed, pages, digest, contents, missing, gaps } = kept;
  return {
    kind: 'composed',
    id,
    document: composedIn(kept),
    printed,
    pages,
    digest,
    check: { contents, missing, gaps },
    refusals,
  };
}

/** What a kept document says, as it was composed here. */
export function composedIn({ composed }: Pick<OpenedDocument, 'composed'>): ComposedDocument {
  const document: ComposedDocument = JSON.parse(composed);
  return document;
}
