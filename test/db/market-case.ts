import { createHash } from 'node:crypto';
import { packOf, person } from '../support/law.ts';
import type { Actor } from '../../domain/case/commands.ts';
import type { Ask } from './record.ts';

/** A case of the market regulation list, act by act. */
export const marketPack = packOf('cn-market-list', '2021-09-01');

const officer = (id: string, role: 'caseworker' | 'reviewer' | 'publisher') => (): Actor =>
  person(id, [role], { authority: 'hz' });
const caseworker = officer('li', 'caseworker');
const reviewer = officer('wang', 'reviewer');
const publisher = officer('zhao', 'publisher');
const superior = (): Actor => person('chen', ['superior-authority'], { authority: 'zj' });
const subject = (caseId: string): Actor => person('acme-counsel', ['subject'], { caseId });

const measures = ['key-supervision', 'no-honours'];

/** What is personal in the case. None of it may be found outside what is sealed. */
export const personal = {
  name: 'Acme Bakery of Gongshu',
  identifier: '91330100MA2B0XYZ1K',
  facts: 'Sold rancid oil to three schools in May.',
  defence: 'The oil was bought from a licensed dealer, says Ms Zhou.',
  petition: 'We paid the fine and closed the kitchen.',
} as const;

type Opening = { readonly sandbox?: boolean; readonly startsAt?: string };

export const openCase = ({ sandbox = true, startsAt }: Opening = {}): Ask => ({
  id: 'open',
  actor: caseworker,
  command: (text, caseId) => ({
    type: 'open-case',
    authority: { id: 'hz', level: 'city', superior: 'zj', regimes: ['cn-market-list'] },
    place: null,
    subject: {
      ref: 's1',
      kind: 'organisation',
      identifiers: ['uscc', 'registration-number'],
      minor: false,
    },
    ground: 'food-safety',
    instrument: {
      kind: 'penalty-decision',
      number: text('Hang Shi Jian Chu 2026 No. 17'),
      issuer: 'hz',
      date: '2025-02-20',
      finality: 'effective',
      documentDigest: createHash('sha256').update(caseId).digest('hex'),
    },
    linkedTo: null,
  }),
  opening: (caseId) => ({
    regime: marketPack.regime,
    version: marketPack.version,
    subject: {
      ref: 's1',
      kind: 'organisation',
      name: personal.name,
      // Nobody is listed twice for the same facts: each case has a subject of its own.
      identifiers: [{ scheme: 'uscc', value: `${personal.identifier}-${caseId}` }],
    },
    sandbox,
    ...(startsAt !== undefined && { startsAt }),
  }),
});

export const determine: Ask = {
  id: 'determine',
  actor: caseworker,
  command: (text) => ({
    type: 'record-determination',
    facts: text(personal.facts),
    reasons: text('r'),
    factors: marketPack.factors.weigh.map(({ id }) => id),
    stated: ['heavier-penalty', 'vile-nature-and-serious-circumstances'],
    exclusions: [],
    officers: ['li', 'sun'],
    traits: [],
    measures,
    term: null,
  }),
};

export const serveNotice: Ask = {
  id: 'serve-notice',
  actor: caseworker,
  command: (text) => ({
    type: 'serve-notice',
    method: 'in-person',
    document: text('notice'),
    contents: marketPack.notice.contents.items.map(({ id }) => id),
  }),
};

export const proveService = (
  actOn: string,
  { method, proof }: { readonly method: string; readonly proof: string } = {
    method: 'in-person',
    proof: 'signed-receipt',
  },
): Ask => ({
  id: 'prove-service',
  actor: caseworker,
  command: () => ({
    type: 'prove-service',
    method,
    actOn,
    proof: { kind: proof, digest: 'e'.repeat(64) },
    accessed: false,
  }),
});

export const respond: Ask = {
  id: 'respond',
  actor: subject,
  command: (text) => ({
    type: 'respond',
    statement: text(personal.defence),
    points: [],
    nature: 'statement',
  }),
};

export const consider: Ask = {
  id: 'consider',
  actor: caseworker,
  command: (text) => ({ type: 'consider-response', response: 0, answers: [text('considered')] }),
};

export const closeRecord: Ask = {
  id: 'close-record',
  actor: caseworker,
  command: () => ({ type: 'close-record' }),
};

export const approve: Ask = {
  id: 'approve',
  actor: reviewer,
  command: (text) => ({
    type: 'approve-listing',
    measures,
    term: null,
    reasons: text('why'),
    contents: marketPack.review.decisionContents.items.map(({ id }) => id),
    members: [],
    lighter: { considered: ['no-notification-commitment', 'no-honours'], reasons: text('lighter') },
  }),
};

export const consent: Ask = { id: 'consent', actor: superior, command: () => ({ type: 'give-consent' }) };

export const publish: Ask = { id: 'publish', actor: publisher, command: () => ({ type: 'publish' }) };

export const petition: Ask = {
  id: 'petition',
  actor: subject,
  command: (text) => ({
    type: 'file-petition',
    statement: text(personal.petition),
    materials: marketPack.petition.materials.map(({ id }) => id),
    met: marketPack.petition.preconditions.map(({ id }) => id),
    fee: 0,
    mandate: null,
  }),
};

export const acceptPetition: Ask = {
  id: 'accept-petition',
  actor: caseworker,
  command: () => ({ type: 'accept-petition', petition: 'p1' }),
};

export const verifyPetition: Ask = {
  id: 'verify-petition',
  actor: caseworker,
  command: (text) => ({
    type: 'verify-petition',
    petition: 'p1',
    performed: marketPack.petition.preconditions.map(({ id }) => id),
    partly: [],
    findings: text('performed'),
  }),
};

export const grantPetition: Ask = {
  id: 'grant-petition',
  actor: reviewer,
  command: (text) => ({
    type: 'decide-petition',
    petition: 'p1',
    outcome: 'granted',
    reasons: text('repaired'),
  }),
};

export const basisFalls = (effectiveOn: string): Ask => ({
  id: 'basis-falls',
  actor: caseworker,
  command: () => ({
    type: 'report-basis-fallen',
    how: 'revoked',
    documentDigest: 'a'.repeat(64),
    effectiveOn,
  }),
});

export const performDuties = (duties: readonly string[]): Ask => ({
  id: `perform-${duties.length}`,
  actor: () => ({ kind: 'engine' }),
  command: () => ({ type: 'perform-duties', duties: duties.map((id) => ({ id, proof: 'feed' })) }),
});

export const recipients: readonly string[] = marketPack.recipients.map(({ id }) => id);

export const acknowledge = (recipient: string): Ask => ({
  id: `acknowledge-${recipient}`,
  actor: () => person('bot', ['recipient'], { recipient }),
  command: () => ({ type: 'acknowledge-retraction', recipient, evidence: null }),
});
