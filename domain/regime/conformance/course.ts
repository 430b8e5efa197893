import { addDays } from '../../calendar/local-time.ts';
import type { Actor, Command } from '../../case/commands.ts';
import type { Decision } from '../../case/decide.ts';
import type { Context } from '../../case/handler.ts';
import type { CivilDate, Clock, TextRef } from '../../case/state.ts';
import { requiredContents } from '../../notice/document-gate.ts';
import { earliestPetition } from '../../petition/bars.ts';
import type { Bound, Ground, Pack } from '../pack.ts';
import { Drive, lawful, OffCourse } from './drive.ts';
import { people, recipientActor } from './people.ts';
import { finalityOf, plainGround, plainLevel, plainTerm } from './plain.ts';
import type { Bench } from './probe.ts';

/** What a generated case is about; whatever is left out is the plainest that the pack allows. */
export type Plan = {
  readonly ground?: string;
  readonly level?: string;
  readonly instrument?: string;
  readonly instrumentOn?: CivilDate;
  readonly conductOn?: CivilDate;
  readonly knownOn?: CivilDate;
  readonly measures?: readonly string[];
  readonly term?: Bound | null;
  readonly traits?: readonly string[];
  readonly method?: string;
  /** An interim measure is imposed by decision. */
  readonly interim?: boolean;
  readonly lane?: 'identity' | 'content' | 'term';
  /** Days that pass before the decision. */
  readonly wait?: number;
};

type Determination = Extract<Command, { type: 'record-determination' }>;
type Method = Pack['notice']['methods'][number];

export const digest = '0'.repeat(64);
export const text = (id: string): TextRef => ({ id, digest });

/** A generated case and the lawful steps that take it through the procedure. */
export class Course extends Drive {
  readonly plan: Plan;
  readonly ground: Ground;

  constructor(bench: Bench, plan: Plan = {}) {
    super(bench);
    this.plan = plan;
    const wanted = plan.ground ?? plainGround(bench.pack);
    const ground = bench.pack.grounds.find(({ id }) => id === wanted);
    if (ground === undefined) throw new OffCourse(`there is no ground "${wanted}"`);
    this.ground = ground;
  }

  opening(): Extract<Command, { type: 'open-case' }> {
    const { pack, ground, plan } = this;
    const instrument =
      ground.instruments.find(({ kind }) => kind === plan.instrument) ?? ground.instruments[0];
    return {
      type: 'open-case',
      authority: {
        id: 'here',
        level: plan.level ?? plainLevel(pack),
        superior: 'above',
        regimes: [pack.regime],
      },
      place: null,
      subject: {
        ref: 'subject',
        kind: pack.subjects.kinds[0] ?? 'organisation',
        identifiers: Array.from({ length: pack.entry.identifiersAtLeast }, (_, index) => `scheme-${index}`),
        minor: false,
      },
      ground: ground.id,
      instrument: {
        kind: plan.instrument ?? instrument?.kind ?? '',
        number: text('instrument'),
        issuer: 'issuer',
        date: plan.instrumentOn ?? addDays(this.today, -5),
        finality: finalityOf(instrument),
        documentDigest: digest,
      },
      linkedTo: null,
    };
  }

  tryOpen(
    command = this.opening(),
    actor: Actor = people.investigator,
    beside: Pick<Context, 'earlier' | 'other'> = {},
  ): Decision {
    return this.tryOpening(command, actor, beside);
  }

  open(): this {
    lawful('open-case', this.tryOpen());
    return this;
  }

  determination(): Determination {
    const { pack, ground, plan } = this;
    return {
      type: 'record-determination',
      facts: text('facts'),
      reasons: text('reasons'),
      factors: pack.factors.weigh.map(({ id }) => id),
      stated: ground.requires.map(({ id }) => id),
      exclusions: [],
      officers: Array.from({ length: pack.authorities.officersAtLeast }, (_, index) => `officer-${index}`),
      traits: plan.traits ?? [],
      conductOn: plan.conductOn ?? addDays(this.today, -11),
      knownOn: plan.knownOn ?? addDays(this.today, -8),
      measures: plan.measures ?? ground.measures,
      term: plan.term === undefined ? plainTerm(pack, ground) : plan.term,
    };
  }

  determine(): this {
    this.must(people.investigator, this.determination());
    return this.plan.interim && this.state.interim === undefined ? this.impose() : this;
  }

  impose(): this {
    return this.must(people.supervisor, { type: 'impose-interim-measure', reasons: text('reasons') });
  }

  method(): Method {
    const { methods } = this.pack.notice;
    const found =
      methods.find(({ id }) => id === this.plan.method) ??
      methods.find((each) => each.afterFailureOf === undefined);
    if (found === undefined) throw new OffCourse('no method of service');
    return found;
  }

  notice(): Extract<Command, { type: 'serve-notice' }> {
    return {
      type: 'serve-notice',
      method: this.method().id,
      document: text('notice'),
      contents: this.pack.notice.contents.items.map(({ id }) => id),
    };
  }

  /** Records that the subject consents to the method of service, where that needs it. */
  agree(to: string): this {
    const method = this.pack.notice.methods.find(({ id }) => id === to);
    return method?.consent
      ? this.must(people.subject, {
          type: 'record-service-consent',
          method: to,
          on: this.today,
          document: digest,
        })
      : this;
  }

  /** Sends the notice; a last resort comes after another method has failed. */
  notify(failed: string | undefined = this.method().afterFailureOf?.[0]): this {
    this.agree(this.method().id);
    if (failed !== undefined)
      this.agree(failed)
        .must(people.clerk, { ...this.notice(), method: failed })
        .must(people.clerk, {
          type: 'report-service-failed',
          evidence: digest,
          reason: text('failed'),
        });
    return this.must(people.clerk, this.notice());
  }

  proof(): Extract<Command, { type: 'prove-service' }> {
    const { id, proof } = this.method();
    const [kind = ''] = proof;
    return { type: 'prove-service', method: id, actOn: this.today, proof: { kind, digest }, accessed: false };
  }

  serve(): this {
    return this.notify().must(people.clerk, this.proof());
  }

  /** Waits until the subject's time to respond is over. */
  silence(): this {
    const window = Object.values(this.state.clocks).find((each) => each.effect === 'record-closes');
    if (window?.end == null) throw new OffCourse('no clock closes the record');
    return this.until(window.end);
  }

  respond(nature: 'statement' | 'general-denial' | 'genuine-dispute' = 'statement'): this {
    return this.must(people.subject, { type: 'respond', statement: text('response'), points: [], nature });
  }

  considerAll(): this {
    for (const [index, response] of this.state.responses.entries())
      if (response.considered === undefined)
        this.must(people.clerk, { type: 'consider-response', response: index, answers: [text('answer')] });
    return this;
  }

  toReview(): this {
    return this.open()
      .determine()
      .serve()
      .silence()
      .days(this.plan.wait ?? 0);
  }

  recommendation(): Extract<Command, { type: 'make-recommendation' }> {
    const { measures, term } = this.determination();
    return { type: 'make-recommendation', measures, term, reasons: text('reasons') };
  }

  recommend(): this {
    const law = this.pack.review.recommendation;
    return law === undefined || law.requiredUnless.includes(this.opening().instrument.kind)
      ? this
      : this.must(people.recommender, this.recommendation());
  }

  approval(): Extract<Command, { type: 'approve-listing' }> {
    const { measures, term } = this.determination();
    return {
      type: 'approve-listing',
      measures,
      term,
      reasons: text('reasons'),
      contents: this.pack.review.decisionContents.items.map(({ id }) => id),
      members: [],
      lighter: { considered: this.ground.measures, reasons: text('lighter') },
    };
  }

  approve(): this {
    return this.recommend().must(people.decider, this.approval());
  }

  consent(): this {
    return this.state.consent?.status === 'requested'
      ? this.must(people.superior, { type: 'give-consent' })
      : this;
  }

  decisionService(): Extract<Command, { type: 'serve-decision' }> {
    const documents = ['decision', ...(this.pack.review.together?.documents ?? [])];
    return {
      type: 'serve-decision',
      method: this.method().id,
      documents: documents.map((kind) => ({
        kind,
        document: text(kind),
        contents: requiredContents(this.pack, kind).map(({ id }) => id),
      })),
    };
  }

  serveDecision(): this {
    return this.must(people.clerk, this.decisionService()).must(people.clerk, {
      ...this.proof(),
      type: 'prove-decision-service',
    });
  }

  standstill(): Clock | undefined {
    return Object.values(this.state.clocks).find(({ effect }) => effect === 'standstill-ends');
  }

  /** From the decision to the entry, with whatever the pack puts between them. */
  list(): this {
    this.approve().consent();
    const { standstill } = this.pack.review;
    if (standstill === undefined) return this;
    this.serveDecision();
    const end = this.standstill()?.end;
    if (end == null) throw new OffCourse('the standstill does not run');
    return this.until(end).must(people.publisher, { type: 'enter-listing' });
  }

  toListed(): this {
    return this.toReview().list();
  }

  publication(): Extract<Command, { type: 'publish' }> {
    return { type: 'publish', ...(this.pack.publication.necessity && { reasons: text('necessary') }) };
  }

  /** Publishes the entry, once it may be, and delivers it to every recipient. */
  publish(): this {
    if (this.plan.wait) this.days(this.plan.wait);
    const { delay } = this.pack.publication;
    const first = delay !== undefined || this.pack.delivery.upon === 'decision-served';
    if (first && this.state.decisionService?.servedOn === undefined) this.serveDecision();
    const end = delay === undefined ? undefined : this.clock(delay)?.end;
    if (end != null) this.until(end);
    return this.must(people.publisher, this.publication()).perform('deliver');
  }

  /** Does what the deployment owes. */
  perform(kind: 'deliver' | 'retract' | 'lift' | 'apply'): this {
    const duties = Object.values(this.state.duties).filter((duty) => duty.kind === kind);
    return duties.length === 0
      ? this
      : this.must(
          { kind: 'engine' },
          { type: 'perform-duties', duties: duties.map(({ id }) => ({ id, proof: digest })) },
        );
  }

  petition(): Extract<Command, { type: 'file-petition' }> {
    const { petition } = this.pack;
    return {
      type: 'file-petition',
      statement: text('petition'),
      materials: petition.materials.map(({ id }) => id),
      met: petition.preconditions.map(({ id }) => id),
      fee: 0,
      mandate: null,
    };
  }

  file(): this {
    return this.must(people.subject, this.petition());
  }

  accept(): this {
    return this.must(people.examiner, { type: 'accept-petition', petition: 'p1' });
  }

  decision(outcome: 'granted' | 'refused'): Extract<Command, { type: 'decide-petition' }> {
    return { type: 'decide-petition', petition: 'p1', outcome, reasons: text('reasons') };
  }

  /** Finds everything performed that the pack asks for. */
  verify(): this {
    return this.must(people.examiner, {
      type: 'verify-petition',
      petition: 'p1',
      performed: this.pack.petition.preconditions.map(({ id }) => id),
      partly: [],
      findings: text('findings'),
    });
  }

  grant(): this {
    return this.verify().must(people.judge, this.decision('granted'));
  }

  objection(lane: 'identity' | 'content' | 'term'): Extract<Command, { type: 'file-objection' }> {
    return { type: 'file-objection', lane, statement: text('objection') };
  }

  acknowledge(recipient: string): this {
    return this.must(recipientActor(recipient), {
      type: 'acknowledge-retraction',
      recipient,
      evidence: null,
    });
  }

  /** Removes the entry because its basis fell, which needs nothing but the report. */
  basisFalls(): this {
    return this.must(people.clerk, {
      type: 'report-basis-fallen',
      how: 'revoked',
      documentDigest: digest,
      effectiveOn: this.today,
    });
  }

  /** Lets the time pass until a petition is possible. */
  ripen(): this {
    const law = this.ground.notBefore ?? this.pack.petition.notBefore;
    if (law?.from === 'corrected') this.correct();
    const earliest = earliestPetition(this.state, this.context(people.subject));
    return earliest === null ? this : this.untilDay(earliest.date);
  }

  /** The authority finds that the conduct was put right. */
  correct(): this {
    return this.must(people.clerk, {
      type: 'record-amends',
      what: 'corrected',
      on: this.today,
      evidence: digest,
    });
  }

  /** A listed and published entry for which a petition is possible. */
  repairable(): this {
    return this.toListed().publish().ripen();
  }

  toPetition(): this {
    return this.repairable().file();
  }
}
