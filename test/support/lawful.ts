import { localDate } from '../../domain/calendar/local-time.ts';
import { requiredContents } from '../../domain/notice/document-gate.ts';
import type { Actor, Command } from '../../domain/case/commands.ts';
import type { Decision } from '../../domain/case/decide.ts';
import { earliestPetition } from '../../domain/petition/bars.ts';
import { agenda } from '../../domain/case/agenda.ts';
import type { Bound, Pack } from '../../domain/regime/pack.ts';
import { termKey } from '../../domain/regime/term.ts';
import { person, text, type Play } from './law.ts';

const digest = 'd'.repeat(64);

export type Cast = {
  readonly investigator: Actor;
  readonly reviewer: Actor;
  /** Has had no part in the listing: decides what comes after it. */
  readonly second: Actor;
  readonly publisher: Actor;
  readonly superior: Actor;
  readonly subject: Actor;
};

/** The persons of an orderly case, each with the one role they need. */
export const cast: Cast = {
  investigator: person('li', ['caseworker'], { authority: 'a1' }),
  reviewer: person('wang', ['reviewer'], { authority: 'a1' }),
  second: person('lu', ['reviewer'], { authority: 'a1' }),
  publisher: person('zhao', ['publisher'], { authority: 'a1' }),
  superior: person('chen', ['superior-authority'], { authority: 'a0' }),
  subject: person('subject-1', ['subject'], { caseId: 'c1' }),
};

export const plusDays = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * 86_400_000).toISOString();

/** The longest term a decision may state for the ground, where the regime leaves it to the decision; else the least. */
export function termOf(pack: Pack, groundId: string): Bound | null {
  const ground = pack.grounds.find((each) => each.id === groundId);
  const rule = pack.clocks[termKey(pack, ground)];
  if (rule?.chosen === undefined) return null;
  return rule.amount > 0 ? { amount: rule.amount, unit: rule.unit } : (rule.chosen.least ?? null);
}

export function opening(
  pack: Pack,
  groundId = pack.grounds[0]?.id ?? '',
): { readonly at: string; readonly command: Command } {
  const ground = pack.grounds.find((each) => each.id === groundId);
  const [instrument] = ground?.instruments ?? [];
  // Instrument and conduct lie within any limitation; the case opens when the version is in force.
  const at = plusDays(`${pack.effective.from}T03:00:00.000Z`, 20);
  return {
    at,
    command: {
      type: 'open-case',
      authority: {
        id: 'a1',
        level: pack.authorities.competent[0] ?? '',
        superior: 'a0',
        regimes: [pack.regime],
      },
      place: null,
      subject: { ref: 's1', kind: 'organisation', identifiers: ['one', 'two'], minor: false },
      ground: groundId,
      instrument: {
        kind: instrument?.kind ?? '',
        number: text('n'),
        issuer: 'a1',
        date: pack.effective.from,
        finality: 'final',
        documentDigest: digest,
      },
      linkedTo: null,
    },
  };
}

/** Does the next lawful thing in a case: the act that is due, by the person it belongs to, or waiting. Null when closed. */
export function nextLawful(
  play: Play,
  now: string,
): { readonly at: string; readonly decision: Decision | null } | null {
  const { pack } = play;
  const state = play.now;
  const act = (actor: Actor, command: Command) => ({ at: now, decision: play.ask(now, actor, command) });
  const duties = Object.keys(state.duties).map((id) => ({ id, proof: 'done' }));
  if (duties.length > 0) return act({ kind: 'engine' }, { type: 'perform-duties', duties });
  const unanswered = state.responses.findIndex((each) => each.considered === undefined);
  const ground = pack.grounds.find((each) => each.id === state.ground);
  const measures = ground?.measures ?? [];
  const term = termOf(pack, state.ground);
  const method =
    pack.notice.methods.find(
      (each) => each.afterFailureOf === undefined && each.deemed.basis === 'delivery',
    ) ?? pack.notice.methods[0];
  const service = (type: 'prove-service' | 'prove-decision-service'): Command => ({
    type,
    method: method?.id ?? '',
    actOn: now,
    proof: { kind: method?.proof[0] ?? '', digest },
    accessed: false,
  });
  switch (state.stage) {
    case 'determination':
      return act(cast.investigator, {
        type: 'record-determination',
        facts: text('facts'),
        reasons: text('reasons'),
        factors: pack.factors.weigh.map(({ id }) => id),
        stated: ground?.requires.map(({ id }) => id) ?? [],
        exclusions: [],
        officers: ['li', 'sun'],
        traits: [],
        conductOn: pack.effective.from,
        knownOn: pack.effective.from,
        measures,
        term,
      });
    case 'notice':
      if (state.notice === undefined)
        return act(cast.investigator, {
          type: 'serve-notice',
          method: method?.id ?? '',
          document: text('notice'),
          contents: pack.notice.contents.items.map(({ id }) => id),
        });
      if (state.notice.servedOn === undefined) return act(cast.investigator, service('prove-service'));
      if (unanswered >= 0)
        return act(cast.investigator, {
          type: 'consider-response',
          response: unanswered,
          answers: [text('answer')],
        });
      return wait(play);
    case 'list-review':
      if (unanswered >= 0)
        return act(cast.investigator, {
          type: 'consider-response',
          response: unanswered,
          answers: [text('answer')],
        });
      if (state.consent?.status === 'requested') return act(cast.superior, { type: 'give-consent' });
      if (pack.review.recommendation && state.recommendation === undefined)
        return act(person('panel', ['reviewer'], { authority: 'a1' }), {
          type: 'make-recommendation',
          measures,
          term,
          reasons: text('reasons'),
        });
      if (state.listing === undefined || state.consent?.status === 'refused')
        return act(cast.reviewer, {
          type: 'approve-listing',
          measures: state.notice?.measures ?? measures,
          term: state.notice?.term ?? term,
          reasons: text('reasons'),
          contents: pack.review.decisionContents.items.map(({ id }) => id),
          members: ['wang', 'ma', 'qian'],
          lighter: { considered: pack.measures.map(({ id }) => id), reasons: text('lighter') },
        });
      if (state.decisionService === undefined)
        return act(cast.publisher, servingDecision(pack, method?.id ?? ''));
      if (state.decisionService.servedOn === undefined)
        return act(cast.publisher, service('prove-decision-service'));
      return state.standstillEndedAt === undefined
        ? wait(play)
        : act(cast.publisher, { type: 'enter-listing' });
    case 'listed':
      if (state.entry?.publishedAt === undefined) {
        const { delay } = pack.publication;
        if (delay !== undefined && state.decisionService === undefined)
          return act(cast.publisher, servingDecision(pack, method?.id ?? ''));
        if (delay !== undefined && state.decisionService?.servedOn === undefined)
          return act(cast.publisher, service('prove-decision-service'));
        if (delay !== undefined && state.clocks[delay]) return wait(play);
        const { necessity } = pack.publication;
        return act(cast.publisher, { type: 'publish', ...(necessity && { reasons: text('necessary') }) });
      }
      if (state.entry.minimumReachedAt !== undefined)
        return act(cast.second, { type: 'release-entry', reasons: text('reasons') });
      return wait(play);
    case 'removal': {
      const open = Object.entries(state.removal?.recipients ?? {}).find(
        ([, each]) => each.acknowledgedAt === undefined,
      );
      if (open === undefined) return wait(play);
      const [recipient] = open;
      return act(person('bot', ['recipient'], { recipient }), {
        type: 'acknowledge-retraction',
        recipient,
        evidence: null,
      });
    }
    case 'closed':
      return null;
  }
}

function servingDecision(pack: Pack, method: string): Command {
  const together = pack.review.together?.documents ?? [];
  return {
    type: 'serve-decision',
    method,
    documents: ['decision', ...together].map((kind) => ({
      kind,
      document: text(kind),
      contents: requiredContents(pack, kind).map(({ id }) => id),
    })),
  };
}

function wait(play: Play): { readonly at: string; readonly decision: null } | null {
  const [moment] = agenda(play.now);
  if (moment === undefined) return null;
  play.until(moment.at);
  return { at: moment.at, decision: null };
}

/** Takes a published entry through a petition that is granted: on the first lawful day, examined and decided by two persons. */
export function petitioned(play: Play, from: string): string {
  const { pack } = play;
  const petition = `p${play.now.petitions.length + 1}`;
  const filing: Command = {
    type: 'file-petition',
    statement: text('petition'),
    materials: pack.petition.materials.map(({ id }) => id),
    met: pack.petition.preconditions.map(({ id }) => id),
    fee: 0,
    mandate: null,
  };
  const law = pack.grounds.find(({ id }) => id === play.now.ground)?.notBefore ?? pack.petition.notBefore;
  if (law?.from === 'corrected')
    play.ask(from, cast.investigator, {
      type: 'record-amends',
      what: 'corrected',
      on: localDate(from, pack.timezone),
      evidence: digest,
    });
  const earliest = earliestPetition(play.now, play.context(from, cast.subject))?.date;
  const at = earliest && earliest > from.slice(0, 10) ? `${earliest}T12:00:00.000Z` : from;
  play.ask(at, cast.subject, filing);
  play.ask(at, cast.investigator, { type: 'accept-petition', petition });
  play.ask(at, cast.investigator, {
    type: 'verify-petition',
    petition,
    performed: pack.petition.preconditions.map(({ id }) => id),
    partly: [],
    findings: text('findings'),
  });
  play.ask(at, cast.reviewer, {
    type: 'decide-petition',
    petition,
    outcome: 'granted',
    reasons: text('reasons'),
  });
  return at;
}
