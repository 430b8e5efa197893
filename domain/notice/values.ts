import type { CaseState, CivilDate, Proposal, TextRef } from '../case/state.ts';
import { localDate } from '../calendar/local-time.ts';
import type { Bound, Pack } from '../regime/pack.ts';
import type { Block } from './document.ts';
import type { Values } from './template.ts';
import type { Citing, Wording } from './wording.ts';
import { termKey } from '../regime/term.ts';

/** Who the document goes to, as the case's sealed data have it. */
type Addressee = {
  readonly name: string;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly address: string | null;
};

/** What was decided or is proposed, with its reasons in the open. */
export type Decided = Proposal & { readonly reasons: string | null };

/** A case with its texts opened, as far as a document states it. */
export type Stated = {
  readonly state: CaseState;
  readonly pack: Pack;
  readonly today: CivilDate;
  readonly authority: string;
  /** Who made the instrument, as people call that body. */
  readonly issuer: string | null;
  readonly addressee: Addressee | null;
  readonly text: (ref: TextRef) => string | null;
  /** A decision that is drafted and not made yet. */
  readonly draft: Decided | null;
  readonly contact: string | null;
  readonly officer: string | null;
};

/** The texts of a case that documents state. */
export function statedTexts({ instrument, determination, listing }: CaseState): TextRef[] {
  return [instrument?.number, determination?.facts, determination?.reasons, listing?.reasons].filter(
    (ref) => ref !== undefined,
  );
}

/**
 * What a document binds: sending one that was composed on other measures, another term or other reasons than the case
 * has now would tell the subject something that is not so.
 */
export function basisOf({ state, draft }: Pick<Stated, 'state' | 'draft'>, kind: string): object {
  const { ground, determination, listing, subject, instrument } = state;
  const common = { ground, subject: subject.ref, instrument: instrument?.number.digest ?? null };
  if (kind === 'notice')
    return {
      ...common,
      measures: determination?.measures ?? [],
      term: determination?.term ?? null,
      facts: determination?.facts.digest ?? null,
      reasons: determination?.reasons.digest ?? null,
    };
  return {
    ...common,
    measures: draft?.measures ?? listing?.measures ?? [],
    term: draft?.term ?? listing?.term ?? null,
    reasons: draft ? 'draft' : (listing?.reasons.digest ?? null),
  };
}

export type Language = {
  readonly lang: string;
  readonly wording: Wording;
  readonly cites: Citing;
  /** Kinds of identifiers as people call them. */
  readonly schemes: Readonly<Record<string, string>>;
};

/** The values that a case gives its documents, in one language. */
export function valuesOf(stated: Stated, kind: string, { wording, cites, lang, schemes }: Language): Values {
  const { state, pack, text } = stated;
  const ground = pack.grounds.find((each) => each.id === state.ground);
  const { determination, listing, instrument, entry, notice } = state;
  const decided: Decided | null =
    kind === 'notice'
      ? determination
        ? { ...determination, reasons: text(determination.reasons) }
        : null
      : (stated.draft ?? (listing ? { ...listing, reasons: text(listing.reasons) } : null));
  const title = (titles: Pack['title']): string => titles[lang] ?? Object.values(titles)[0] ?? '';
  const length = (bound: Bound): string => wording.length(bound);
  const termRule = pack.clocks[termKey(pack, ground)];
  const { hearing } = pack.notice;
  const clockOf = (key: string | undefined) => (key === undefined ? undefined : pack.clocks[key]);
  const response = Object.values(pack.clocks).find(
    (rule) =>
      rule.against === 'subject' &&
      rule.from.includes('notice-served') &&
      rule.lapse.effect === 'record-closes',
  );
  const hearingRule = clockOf(hearing?.requestBy);
  const standstill = Object.values(pack.clocks).find(({ lapse }) => lapse.effect === 'standstill-ends');
  const interim = pack.interim?.automaticOn === 'notice-sent' ? pack.interim : undefined;
  const interimMeasure = pack.measures.find((each) => each.id === interim?.measure);
  const earliest = ground?.notBefore ?? pack.petition.notBefore;
  const accept = pack.clocks['petition.accept'];
  const decide = pack.clocks['petition.decide'];
  const day = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : wording.date(localDate(instant, pack.timezone));

  return given({
    authority: stated.authority,
    subject: stated.addressee?.name,
    'case-number': state.caseId,
    today: wording.date(stated.today),
    regime: title(pack.title),
    ground: ground && title(ground.title),
    'ground-basis': ground && cites.of(ground),
    'instrument-number': instrument ? (text(instrument.number) ?? undefined) : undefined,
    'instrument-date': instrument ? wording.date(instrument.date) : undefined,
    'instrument-issuer': stated.issuer ?? undefined,
    'conduct-date': determination?.conductOn ? wording.date(determination.conductOn) : undefined,
    term: termRule && decided ? termText(termRule, decided.term, wording) : undefined,
    'term-basis': termRule && cites.of(termRule),
    'listed-on': entry && wording.date(entry.from),
    until: entry?.until ? wording.date(entry.until) : undefined,
    'notice-sent-on': day(notice?.sentAt),
    'notice-served-on': notice?.servedOn === undefined ? undefined : wording.date(notice.servedOn),
    'response-time': response && length(response),
    'response-basis': response && cites.of(response),
    'hearing-time':
      hearing &&
      hearingRule &&
      (hearingRule.status === 'unverified'
        ? wording.withBasis(length(hearingRule), cites.of(hearingRule))
        : length(hearingRule)),
    'hearing-notice': hearing?.noticeAtLeast && length(hearing.noticeAtLeast),
    'hearing-basis': hearing && cites.of(hearing),
    'no-heavier-basis': cites.of(pack.review.notHeavierThanNotified),
    'notice-basis': cites.of(pack.notice.required),
    'interim-measure': interimMeasure && title(interimMeasure.title),
    'interim-basis': interim && cites.of(interim),
    standstill: standstill && length(standstill),
    'standstill-basis': standstill && cites.of(standstill),
    'publication-basis': cites.of(pack.publication),
    'petition-earliest': earliest && wording.after(length(earliest), earliest.from),
    'petition-earliest-basis': earliest && cites.of(earliest),
    'petition-basis': cites.of(pack.petition),
    'petition-accept-time': accept && wording.withBasis(length(accept), cites.of(accept)),
    'petition-decide-time': decide && wording.withBasis(length(decide), cites.of(decide)),
    'petition-fee-basis': cites.of(pack.petition.fee),
    'removal-basis': cites.of(pack.removal),
    officer: stated.officer ?? undefined,

    identifiers: identifiersTable(stated.addressee, wording, schemes),
    'legal-basis': list(
      pack.legalBasis.map(
        (law) => `${law.title}${law.title === law.cite ? '' : wording.withBasis('', cites.of(law))}`,
      ),
    ),
    facts: paragraphs(determination && text(determination.facts)),
    reasons: paragraphs(determination && text(determination.reasons)),
    factors: list(
      pack.factors.weigh
        .filter((factor) => determination?.factors.includes(factor.id))
        .map((factor) => title(factor.title)),
    ),
    measures: decided ? measuresTable(decided.measures, { pack, wording, cites, title }) : [],
    'decision-reasons': paragraphs(decided?.reasons),
    preconditions: list(
      pack.petition.preconditions.map((each) => wording.withBasis(title(each.title), cites.of(each))),
    ),
    materials: list(
      pack.petition.materials.map((each) => wording.withBasis(title(each.title), cites.of(each))),
    ),
    remedies: remediesTable({ pack, wording, cites, title }),
    contact: paragraphs(stated.contact),
  });
}

/** Leaves out what the case does not have, so that a template finds a gap there. */
function given(values: { readonly [N in keyof Values]: Values[N] | undefined }): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function termText(rule: Pack['clocks'][string], term: Bound | null, wording: Wording): string {
  if (term !== null) return wording.length(term);
  return rule.chosen?.indefinite ? wording.noFixedEnd : wording.length(rule);
}

/** Free text as paragraphs: a blank line parts them, and nothing in it is markup. */
export function paragraphs(text: string | null | undefined): Block[] {
  return (text ?? '')
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => ({ kind: 'paragraph', text: each }));
}

function list(items: readonly string[]): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', ordered: false, items }];
}

function identifiersTable(
  addressee: Addressee | null,
  wording: Wording,
  schemes: Language['schemes'],
): Block[] {
  if (addressee === null || addressee.identifiers.length === 0) return [];
  const [caption, scheme, value] = wording.tables.identifiers;
  return [
    {
      kind: 'table',
      caption,
      head: [scheme, value],
      rows: addressee.identifiers.map((each) => [schemes[each.scheme] ?? each.scheme, each.value]),
    },
  ];
}

type Tabling = {
  readonly pack: Pack;
  readonly wording: Wording;
  readonly cites: Citing;
  readonly title: (titles: Pack['title']) => string;
};

function measuresTable(ids: readonly string[], { pack, wording, cites, title }: Tabling): Block[] {
  const [caption, ...head] = wording.tables.measures;
  const rows = ids.flatMap((id) => {
    const measure = pack.measures.find((each) => each.id === id);
    if (measure === undefined) return [];
    const own = measure.term === 'entry' ? undefined : pack.clocks[measure.term];
    return [[title(measure.title), own ? wording.length(own) : wording.asTheEntry, cites.of(measure)]];
  });
  return rows.length === 0 ? [] : [{ kind: 'table', caption, head, rows }];
}

function remediesTable({ pack, wording, cites, title }: Tabling): Block[] {
  const [caption, ...head] = wording.tables.remedies;
  const rows = pack.reviewProceedings.map((each) => [
    title(each.title),
    each.timeLimit ? wording.length(each.timeLimit) : wording.noLimitStated,
    cites.of(each),
  ]);
  return rows.length === 0 ? [] : [{ kind: 'table', caption, head, rows }];
}
