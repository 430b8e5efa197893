import fc from 'fast-check';
import type { Actor, Command } from '../../domain/case/commands.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { person, text } from './law.ts';

// Few persons with many roles, so that separation of duties is tried all the time and not by luck.
const officers = ['li', 'wang', 'chen', 'zhao'];
const everyRole = ['caseworker', 'reviewer', 'supervisor', 'publisher'] as const;

const officer: fc.Arbitrary<Actor> = fc
  .record({
    who: fc.constantFrom(...officers),
    onBehalfOf: fc.option(fc.constantFrom(...officers), { nil: undefined, freq: 8 }),
  })
  .map(({ who, onBehalfOf }) =>
    person(who, everyRole, { authority: 'a1', ...(onBehalfOf && { onBehalfOf }) }),
  );
const superior: fc.Arbitrary<Actor> = fc
  .constantFrom(...officers)
  .map((who) => person(who, ['superior-authority', 'supervisor'], { authority: 'a0' }));
const subject: Actor = person('subject-1', ['subject'], { caseId: 'c1' });

const digest = 'd'.repeat(64);

type Arb = fc.Arbitrary<readonly [Actor, Command]>;

/** Every act of the procedure, by whoever might try it, with contents that are right more often than not. */
export function asks(pack: Pack): Arb {
  const measures = fc.subarray(
    pack.measures.map(({ id }) => id),
    { minLength: 1 },
  );
  const lengths = Object.values(pack.clocks).filter((rule) => rule.lapse.effect === 'term-ends');
  const term = fc.constantFrom(
    null,
    ...lengths.flatMap((rule) =>
      rule.chosen
        ? [
            { amount: rule.amount, unit: rule.unit },
            { amount: 1, unit: 'years' as const },
          ]
        : [],
    ),
  );
  const reasons = text('reasons');
  const method = fc.constantFrom(...pack.notice.methods);
  const extendable = Object.keys(pack.clocks).filter((each) => pack.clocks[each]!.extension);
  const key = fc.constantFrom(...Object.keys(pack.clocks), ...extendable, ...extendable, ...extendable);
  const recipient = fc.constantFrom(...pack.recipients.map(({ id }) => id), 'nobody');
  const ground = pack.grounds[0]!;
  const by = (actor: fc.Arbitrary<Actor>, command: fc.Arbitrary<Command> | Command): Arb =>
    fc.tuple(actor, 'type' in command ? fc.constant(command) : command);
  const anybody = fc.oneof(
    { weight: 6, arbitrary: officer },
    { weight: 1, arbitrary: fc.constant(subject) },
    { weight: 1, arbitrary: superior },
  );
  const going: readonly Arb[] = [
    by(
      officer,
      fc.tuple(measures, term).map(([some, length]): Command => ({
        type: 'record-determination',
        facts: text('facts'),
        reasons,
        factors: pack.factors.weigh.map(({ id }) => id),
        stated: ground.requires.map(({ id }) => id),
        exclusions: [],
        officers: ['li', 'sun'],
        traits: [],
        conductOn: '2026-01-05',
        measures: some.filter((id) => ground.measures.includes(id)),
        term: length,
      })),
    ),
    by(
      officer,
      fc.tuple(method, fc.boolean()).map(([each, full]): Command => ({
        type: 'serve-notice',
        method: each.id,
        document: text('notice'),
        contents: full ? pack.notice.contents.items.map(({ id }) => id) : [],
      })),
    ),
    by(
      officer,
      method.map((each): Command => ({
        type: 'report-service-failed',
        evidence: digest,
        reason: text(each.id),
      })),
    ),
    by(
      officer,
      method.map((each): Command => ({
        type: 'prove-service',
        method: each.id,
        actOn: 'TODAY',
        proof: { kind: each.proof[0]!, digest },
        accessed: false,
      })),
    ),
    by(
      fc.constant(subject),
      fc.constantFrom<Command>(
        { type: 'respond', statement: text('defence'), points: [], nature: 'genuine-dispute' },
        { type: 'respond', statement: text('denial'), points: [], nature: 'general-denial' },
        { type: 'waive-response' },
        ...pack.notice.methods
          .filter(({ consent }) => consent)
          .map(({ id }) => ({
            type: 'record-service-consent' as const,
            method: id,
            on: '2017-06-01',
            document: digest,
          })),
        { type: 'request-hearing', trigger: pack.notice.hearing?.triggers[0] ?? 'none' },
        { type: 'request-hearing', trigger: 'none' },
        { type: 'request-recusal', person: 'li', reasons },
      ),
    ),
    by(
      officer,
      fc
        .nat(2)
        .map((response): Command => ({ type: 'consider-response', response, answers: [text('answer')] })),
    ),
    by(
      anybody,
      fc.constantFrom<Command>(
        { type: 'close-record' },
        { type: 'publish' },
        { type: 'enter-listing' },
        { type: 'pass-legal-review', opinion: reasons },
        { type: 'give-consent' },
        { type: 'join-case', into: 'c2', reasons },
      ),
    ),
    by(superior, fc.constantFrom<Command>({ type: 'give-consent' }, { type: 'refuse-consent', reasons })),
    by(
      officer,
      fc.tuple(measures, term).map(([some, length]): Command => ({
        type: 'make-recommendation',
        measures: some.filter((id) => ground.measures.includes(id)),
        term: length,
        reasons,
      })),
    ),
    by(
      officer,
      fc.tuple(measures, term, fc.boolean()).map(([some, length, light]): Command => ({
        type: 'approve-listing',
        measures: some,
        term: length,
        reasons,
        contents: pack.review.decisionContents.items.map(({ id }) => id),
        members: ['wang', 'chen'],
        lighter: { considered: light ? pack.measures.map(({ id }) => id) : [], reasons },
      })),
    ),
    by(
      officer,
      fc.tuple(measures, term).map(([some, length]): Command => ({
        type: 'amend-determination',
        reasons,
        measures: some,
        term: length,
      })),
    ),
    by(
      officer,
      fc
        .constantFrom('notice' as const, 'decision' as const)
        .map((of): Command => ({ type: 'set-aside-service', of, evidence: digest, reason: reasons })),
    ),
    by(
      officer,
      method.map((each): Command => ({
        type: 'serve-decision',
        method: each.id,
        documents: [
          {
            kind: 'decision',
            document: text('decision'),
            contents: pack.review.decisionContents.items.map(({ id }) => id),
          },
          ...(pack.review.together?.documents ?? []).map((kind) => ({
            kind,
            document: text(kind),
            contents: [],
          })),
        ],
      })),
    ),
    by(
      officer,
      method.map((each): Command => ({
        type: 'prove-decision-service',
        method: each.id,
        actOn: 'TODAY',
        proof: { kind: each.proof[0]!, digest },
        accessed: false,
      })),
    ),
    by(
      officer,
      fc.constantFrom<Command>(
        { type: 'refuse-listing', reasons },
        { type: 'impose-interim-measure', reasons },
        { type: 'end-interim-measure' },
        { type: 'report-proceedings-began', document: digest },
        { type: 'hold-interim-review', outcome: 'stands', reasons },
        { type: 'announce-interim-end', document: digest },
      ),
    ),
    by(
      officer,
      measures.map((some): Command => ({ type: 'lift-measure', measure: some[0]!, reasons })),
    ),
    by(
      fc.constant(subject),
      fc.constantFrom<Command>(
        { type: 'withdraw-petition', petition: 'p1' },
        { type: 'record-commitment', statement: reasons, until: null },
        { type: 'record-amends', what: 'corrected', on: '2026-01-05', evidence: digest },
      ),
    ),
    by(
      fc.constant(subject),
      fc.boolean().map((full): Command => ({
        type: 'file-petition',
        statement: text('petition'),
        materials: full ? pack.petition.materials.map(({ id }) => id) : [],
        met: pack.petition.preconditions.map(({ id }) => id),
        fee: 0,
        mandate: null,
      })),
    ),
    by(
      officer,
      fc.tuple(fc.constantFrom('p1', 'p2'), fc.boolean()).chain(([petition, granted]) =>
        fc.constantFrom<Command>(
          { type: 'accept-petition', petition },
          {
            type: 'verify-petition',
            petition,
            performed: pack.petition.preconditions.map(({ id }) => id),
            partly: [],
            findings: reasons,
          },
          { type: 'decide-petition', petition, outcome: granted ? 'granted' : 'refused', reasons },
          { type: 'request-completion', petition, missing: pack.petition.materials.map(({ id }) => id) },
          {
            type: 'complete-petition',
            petition,
            materials: pack.petition.materials.map(({ id }) => id),
            met: [],
          },
          { type: 'record-amends', what: 'corrected', on: '2026-01-05', evidence: digest },
          { type: 'report-breach', commitment: 'm1', on: '2026-01-05', document: reasons },
          { type: 'reject-petition', petition, reasons },
          { type: 'revoke-repair', petition, document: reasons },
        ),
      ),
    ),
    by(
      fc.constant(subject),
      fc
        .constantFrom('identity' as const, 'content' as const, 'term' as const)
        .map((lane): Command => ({ type: 'file-objection', lane, statement: text('objection') })),
    ),
    by(
      officer,
      fc
        .constantFrom('upheld' as const, 'refused' as const, 'unverifiable' as const)
        .map((outcome): Command => ({
          type: 'decide-objection',
          objection: 'o1',
          outcome,
          correction: {
            statement: text('right'),
            subject: null,
            instrument: null,
            from: '2024-01-01',
            term: { amount: 1, unit: 'months' },
          },
          reasons,
        })),
    ),
    by(
      officer,
      fc
        .constantFrom(...pack.reviewProceedings.map(({ forum }) => forum), 'nowhere')
        .map((forum): Command => ({
          type: 'record-proceeding',
          forum,
          document: digest,
          beganOn: null,
          petition: null,
        })),
    ),
    by(
      officer,
      fc.constantFrom<Command>(
        { type: 'order-stay', proceeding: 'r1', document: digest },
        { type: 'end-stay', proceeding: 'r1' },
      ),
    ),
    by(
      officer,
      fc
        .constantFrom('upheld' as const, 'annulled' as const, 'remitted' as const, 'varied' as const)
        .chain((outcome) =>
          measures.map((some): Command => ({
            type: 'end-proceeding',
            proceeding: 'r1',
            outcome,
            term: null,
            measures: outcome === 'varied' ? some : null,
            document: digest,
          })),
        ),
    ),
    by(
      officer,
      key.map((each): Command => ({
        type: 'extend-clock',
        key: each,
        by: { amount: 2, unit: pack.clocks[each]!.unit },
        reasons,
      })),
    ),
    recipient.chain((id) =>
      by(fc.constant(person('bot', ['recipient'], { recipient: id })), {
        type: 'acknowledge-retraction',
        recipient: id,
        evidence: null,
      }),
    ),
  ];
  // Acts that end a case come seldom, so that the sequences live long enough to meet the others.
  const ending: readonly Arb[] = [
    by(
      officer,
      fc.constant<Command>({
        type: 'report-basis-fallen',
        how: 'revoked',
        documentDigest: digest,
        effectiveOn: '2026-01-05',
      }),
    ),
    by(officer, fc.constant<Command>({ type: 'withdraw-case', reasons })),
  ];
  return fc.oneof(
    ...going.map((arbitrary) => ({ weight: 12, arbitrary })),
    ...ending.map((arbitrary) => ({ weight: 1, arbitrary })),
  );
}
