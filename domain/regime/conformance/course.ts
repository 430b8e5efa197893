import type { Calendars } from '../../calendar/calendar.ts';
import { addDays, atLocalTime, localDate } from '../../calendar/local-time.ts';
import type { Actor, Command, CommandOf } from '../../case/commands.ts';
import { decide, decideOpening, type Decision } from '../../case/decide.ts';
import type { Recorded } from '../../case/evolve.ts';
import type { CaseEvent } from '../../case/events.ts';
import type { Context, EarlierCase } from '../../case/handler.ts';
import type { ActType, OpeningType } from '../../case/procedure.ts';
import type { Refusal } from '../../case/refusal.ts';
import type { CaseState, CivilDate, Clock, Instant, TextRef } from '../../case/state.ts';
import { longerThan } from '../legality.ts';
import { earliestPetition } from '../../petition/file-petition.ts';
import type { Bound, ClockEvent, ClockRule, Ground, Pack, Role } from '../pack.ts';

/** What a generated case is about; whatever is left out is the plainest that the pack allows. */
export type Plan = {
  readonly ground?: string;
  readonly level?: string;
  readonly instrument?: string;
  readonly instrumentOn?: CivilDate;
  readonly conductOn?: CivilDate;
  readonly measures?: readonly string[];
  readonly term?: Bound | null;
  readonly traits?: readonly string[];
  readonly method?: string;
  /** An interim measure is imposed by decision. */
  readonly interim?: boolean;
};

/** What is asked of an open case. */
export type Act = Exclude<Command, { type: 'open-case' | 'adopt-entry' }>;
type Opening = Extract<Command, { type: 'open-case' }>;
type Determination = Extract<Command, { type: 'record-determination' }>;
type Approval = Extract<Command, { type: 'approve-listing' }>;
type Petition = Extract<Command, { type: 'file-petition' }>;
type Method = Pack['notice']['methods'][number];

const digest = '0'.repeat(64);
const text = (id: string): TextRef => ({ id, digest });

/** The persons of a generated case. Each acts in one part of the procedure, so that none is barred by accident. */
export const people = {
  investigator: person('investigator', ['caseworker']),
  clerk: person('clerk', ['caseworker']),
  examiner: person('examiner', ['caseworker']),
  recommender: person('recommender', ['reviewer']),
  decider: person('decider', ['reviewer']),
  judge: person('judge', ['reviewer']),
  supervisor: person('supervisor', ['supervisor']),
  publisher: person('publisher', ['publisher']),
  superior: person('superior', ['superior-authority'], { authority: 'above' }),
  subject: person('subject', ['subject'], { caseId: 'conformance' }),
  stranger: person('stranger', ['subject'], { caseId: 'another' }),
} as const;

function person(
  name: string,
  roles: readonly Role[],
  more: { readonly authority?: string; readonly caseId?: string } = {},
): Extract<Actor, { kind: 'person' }> {
  const { authority = 'here', ...rest } = more;
  return { kind: 'person', person: name, roles, authority, ...rest };
}

/** The same person with another role: for asking what a person may not do twice. */
export function as(actor: Extract<Actor, { kind: 'person' }>, role: Role, authority = 'here'): Actor {
  return { ...actor, roles: [role], authority };
}

/** Thrown when a case cannot be brought to where a probe starts; the report shows it as a broken rule. */
export class OffCourse extends Error {
  override readonly name = 'OffCourse';
}

/**
 * One generated case under one pack, driven through the decider by lawful commands. Time is the case's own: it stands
 * still between commands and moves when told.
 */
export class Course {
  readonly pack: Pack;
  readonly calendars: Calendars;
  readonly plan: Plan;
  readonly ground: Ground;
  readonly events: Recorded[] = [];
  at: Instant;
  #state: CaseState | undefined;

  constructor(pack: Pack, calendars: Calendars, plan: Plan = {}) {
    this.pack = pack;
    this.calendars = calendars;
    this.plan = plan;
    const wanted = plan.ground ?? plainGround(pack);
    const ground = pack.grounds.find(({ id }) => id === wanted);
    if (ground === undefined) throw new OffCourse(`there is no ground "${wanted}"`);
    this.ground = ground;
    this.at = morning(firstDay(pack), pack.timezone);
  }

  get state(): CaseState {
    if (this.#state === undefined) throw new OffCourse('the case is not open');
    return this.#state;
  }

  get today(): CivilDate {
    return localDate(this.at, this.pack.timezone);
  }

  clock(rule: string): Clock | undefined {
    return Object.values(this.#state?.clocks ?? {}).find((each) => each.rule === rule);
  }

  happened(type: CaseEvent['type']): boolean {
    return this.events.some(({ event }) => event.type === type);
  }

  context(actor: Actor): Context {
    const { pack, calendars, at, today } = this;
    return { pack, calendars, at, today, actor };
  }

  /** Asks without keeping the answer. */
  peek(actor: Actor, command: Act): Decision {
    return this.#rule(command, actor);
  }

  /** Asks, and keeps what was ruled. */
  ask(actor: Actor, command: Act): Decision {
    const decision = this.#rule(command, actor);
    this.#keep(decision);
    return decision;
  }

  /** Asks for something that must be lawful here. */
  must(actor: Actor, command: Act): this {
    const decision = this.ask(actor, command);
    if (decision.kind === 'refused')
      throw new OffCourse(
        `${command.type} was refused: ${decision.refusals.map(({ detail }) => detail).join(' ')}`,
      );
    return this;
  }

  #rule(command: Act, actor: Actor): Decision {
    return decide(this.state, command satisfies CommandOf<ActType>, this.context(actor));
  }

  #keep(decision: Decision): void {
    if (decision.kind === 'refused') return;
    this.#state = decision.state;
    this.events.push(...decision.recorded);
  }

  /** Lets time pass to an instant, and the clocks with it. */
  until(at: Instant): this {
    if (at > this.at) this.at = at;
    return this.must({ kind: 'clock' }, { type: 'keep-clocks' });
  }

  /** Lets whole days pass, to the same time of day. */
  days(days: number): this {
    return this.until(morning(addDays(this.today, days), this.pack.timezone));
  }

  opening(): Opening {
    const { pack, ground, plan } = this;
    const [first] = ground.instruments;
    return {
      type: 'open-case',
      authority: {
        id: 'here',
        level: plan.level ?? plainLevel(pack),
        superior: 'above',
        regimes: [pack.regime],
      },
      place: null,
      subject: { ref: 'subject', kind: 'organisation', identifiers: ['one', 'two', 'three'], minor: false },
      ground: ground.id,
      instrument: {
        kind: plan.instrument ?? first?.kind ?? '',
        number: text('instrument'),
        issuer: 'issuer',
        date: plan.instrumentOn ?? addDays(this.today, -20),
        finality: 'final',
        documentDigest: digest,
      },
      linkedTo: null,
    };
  }

  tryOpen(
    command: Opening = this.opening(),
    actor: Actor = people.investigator,
    earlier: readonly EarlierCase[] = [],
  ): Decision {
    const decision = decideOpening('conformance', command satisfies CommandOf<OpeningType>, {
      ...this.context(actor),
      earlier,
    });
    this.#keep(decision);
    return decision;
  }

  open(): this {
    const decision = this.tryOpen();
    if (decision.kind === 'refused')
      throw new OffCourse(
        `open-case was refused: ${decision.refusals.map(({ detail }) => detail).join(' ')}`,
      );
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
      conductOn: plan.conductOn ?? addDays(this.today, -30),
      measures: plan.measures ?? ground.measures,
      term: plan.term === undefined ? plainTerm(pack, ground) : plan.term,
    };
  }

  determine(): this {
    this.must(people.investigator, this.determination());
    return this.plan.interim ? this.impose() : this;
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
    const { pack } = this;
    return {
      type: 'serve-notice',
      method: this.method().id,
      document: text('notice'),
      contents: pack.notice.contents.items.map(({ id }) => id),
      consentToMethod: true,
    };
  }

  /** Sends the notice; a last resort comes after another method has failed. */
  notify(): this {
    const [before] = this.method().afterFailureOf ?? [];
    if (before !== undefined)
      this.must(people.clerk, { ...this.notice(), method: before }).must(people.clerk, {
        type: 'report-service-failed',
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
    return this.must(people.subject, { type: 'respond', statement: text('response'), nature });
  }

  considerAll(): this {
    for (const [index, response] of this.state.responses.entries())
      if (response.considered === undefined)
        this.must(people.clerk, { type: 'consider-response', response: index, answer: text('answer') });
    return this;
  }

  toReview(): this {
    return this.open().determine().serve().silence();
  }

  recommend(): this {
    const { recommendation } = this.pack.review;
    if (
      recommendation === undefined ||
      recommendation.requiredUnless.includes(this.opening().instrument.kind)
    )
      return this;
    const { measures, term } = this.determination();
    return this.must(people.recommender, {
      type: 'make-recommendation',
      measures,
      term,
      reasons: text('reasons'),
    });
  }

  approval(): Approval {
    const { measures, term } = this.determination();
    return {
      type: 'approve-listing',
      measures,
      term,
      reasons: text('reasons'),
      contents: this.pack.review.decisionContents.items.map(({ id }) => id),
      members: ['member-1', 'member-2', 'member-3'],
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
      documents: documents.map((kind) => ({ kind, document: text(kind) })),
      consentToMethod: true,
    };
  }

  serveDecision(): this {
    return this.must(people.clerk, this.decisionService()).must(people.clerk, {
      ...this.proof(),
      type: 'prove-decision-service',
    });
  }

  /** From the decision to the entry, with whatever the pack puts between them. */
  list(): this {
    this.approve().consent();
    const { standstill } = this.pack.review;
    if (standstill === undefined) return this;
    this.serveDecision();
    const end = this.clock(standstill.clock)?.end;
    if (end == null) throw new OffCourse('the standstill does not run');
    return this.until(end).must(people.publisher, { type: 'enter-listing' });
  }

  toListed(): this {
    return this.toReview().list();
  }

  /** Publishes the entry, once it may be, and delivers it to every recipient. */
  publish(): this {
    const { delay } = this.pack.publication;
    if (delay !== undefined) {
      if (this.state.decisionService?.servedOn === undefined) this.serveDecision();
      const end = this.clock(delay)?.end;
      if (end != null) this.until(end);
    }
    return this.must(people.publisher, { type: 'publish' }).perform('deliver');
  }

  /** Does what the deployment owes. */
  perform(kind: 'deliver' | 'retract'): this {
    const duties = Object.values(this.state.duties).filter((duty) => duty.kind === kind);
    return duties.length === 0
      ? this
      : this.must(
          { kind: 'engine' },
          { type: 'perform-duties', duties: duties.map(({ id }) => ({ id, proof: digest })) },
        );
  }

  petition(): Petition {
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

  grant(): this {
    return this.must(people.judge, this.decision('granted'));
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
    const earliest = earliestPetition(this.state, this.context(people.subject));
    return earliest === null ? this : this.until(morning(earliest.date, this.pack.timezone));
  }

  toPetition(): this {
    return this.toListed().publish().ripen().file();
  }

  /** Brings a new case to where an event has just happened; false where no lawful case comes there. */
  reach(event: ClockEvent, byDecision = false): boolean {
    const ways: { readonly [E in ClockEvent]?: () => unknown } = {
      'case-opened': () => this.open(),
      'determination-recorded': () => this.open().determine(),
      'notice-sent': () => this.open().determine().notify(),
      'notice-served': () => this.open().determine().serve(),
      'response-received': () => this.open().determine().serve().respond(),
      'record-closed': () => this.toReview(),
      'recommendation-made': () => this.toReview().recommend(),
      'listing-approved': () => this.toReview().approve(),
      'decision-served': () => this.toListed().serveDecision(),
      'entry-notified': () => this.toReview().approve().consent().serveDecision(),
      'interim-measure-imposed': () =>
        byDecision || this.pack.interim?.automaticOn === 'decision'
          ? this.open().impose()
          : this.open().determine().notify(),
      listed: () => this.toListed(),
      'entry-published': () => this.toListed().publish(),
      'petition-filed': () => this.toPetition(),
      'petition-accepted': () => this.toPetition().accept(),
      'petition-completed': () =>
        this.toPetition()
          .must(people.examiner, { type: 'request-completion', petition: 'p1', missing: ['page 2'] })
          .must(people.subject, { type: 'complete-petition', petition: 'p1', materials: ['page 2'] }),
      'objection-filed': () =>
        this.toListed()
          .publish()
          .must(people.subject, { type: 'file-objection', lane: 'content', statement: text('objection') }),
      'removal-began': () => this.toListed().publish().basisFalls(),
      'retraction-sent': () => this.toListed().publish().basisFalls().perform('retract'),
    };
    const way = ways[event];
    if (way === undefined) return false;
    way();
    return this.events.some((each) => each.event.type === event);
  }

  /** Goes on from where the case stands, by the next lawful step each time, until an event has happened. */
  onwards(event: CaseEvent['type']): this {
    for (let steps = 0; steps < 12 && !this.happened(event); steps += 1) this.#next();
    return this;
  }

  #next(): void {
    const { stage, notice, consent, petitions, entry } = this.state;
    if (stage === 'determination') this.determine();
    else if (stage === 'notice') {
      if (notice === undefined) this.notify();
      else if (notice.servedOn === undefined) this.must(people.clerk, this.proof());
      else this.silence();
    } else if (stage === 'list-review') {
      if (consent?.status === 'requested') this.consent();
      else this.considerAll().list();
    } else if (stage === 'listed') {
      if (entry?.publishedAt === undefined) this.publish();
      else if (petitions.at(-1)?.status === 'filed') this.accept();
      else if (petitions.at(-1)?.status === 'accepted') this.must(people.judge, this.decision('refused'));
    }
  }

  /** The subject answers, and the record is closed without waiting. */
  answerAndClose(): this {
    return this.respond().must(people.clerk, { type: 'close-record' });
  }
}

/** A recipient, acting for itself. */
export function recipientActor(recipient: string): Actor {
  return { kind: 'person', person: `officer of ${recipient}`, roles: ['recipient'], recipient };
}

/** A day on which cases are opened under the pack: after it came into force, and on which calendars are known. */
export function firstDay(pack: Pack): CivilDate {
  const soon = addDays(pack.effective.from, 14);
  return soon > '2024-03-04' ? soon : '2024-03-04';
}

/** Ten in the morning. */
export function morning(date: CivilDate, timezone: string): Instant {
  return atLocalTime(date, '10:00', timezone).replace('Z', '.000Z');
}

/** The ground whose entries last longest and still end by themselves, and may be repaired meanwhile. */
function plainGround(pack: Pack): string {
  const repairable = pack.grounds.filter((each) => each.repairable?.allowed !== false);
  const lasting = repairable
    .flatMap((each) => {
      const rule = pack.clocks[each.term ?? pack.entry.term];
      return rule === undefined || rule.unit === 'until-event' ? [] : [{ id: each.id, rule }];
    })
    .sort((left, right) =>
      longerThan(right.rule, left.rule) ? 1 : longerThan(left.rule, right.rule) ? -1 : 0,
    );
  return lasting[0]?.id ?? repairable[0]?.id ?? pack.grounds[0]?.id ?? '';
}

/** A level of authority that lists by itself, if there is one. */
function plainLevel({ authorities, review }: Pack): string {
  const { competent } = authorities;
  return competent.find((level) => !review.consent?.levels.includes(level)) ?? competent[0] ?? '';
}

/** The longest term that a decision may state, where it states one. */
function plainTerm(pack: Pack, ground: Ground): Bound | null {
  const rule: ClockRule | undefined = pack.clocks[ground.term ?? pack.entry.term];
  return rule?.chosen ? { amount: rule.amount, unit: rule.unit } : null;
}

/** Whether a decision was refused by a rule, with its citation. */
export function refusedBy(decision: Decision, rule: string, cite?: string): boolean {
  return refusals(decision).some(
    (each) => each.rule === rule && (cite === undefined || each.citation === cite),
  );
}

/** What a decision refuses, if it does. */
export function refusals(decision: Decision): readonly Refusal[] {
  return decision.kind === 'refused' ? decision.refusals : [];
}
