import { addDays } from '../../calendar/local-time.ts';
import { deemedServedOn } from '../../calendar/service.ts';
import type { Command } from '../../case/commands.ts';
import type { Ground, Pack } from '../pack.ts';
import { earliestPetition } from '../../petition/file-petition.ts';
import {
  as,
  Course,
  type Act,
  firstDay,
  morning,
  people,
  recipientActor,
  refusals,
  refusedBy,
  type Plan,
} from './course.ts';
import { onceForTheSameFacts, relisting, retention } from './after-removal.ts';
import { transition } from './transition.ts';
import { held, type Bench, type Gap, type Probe, type Trial } from './probe.ts';

/** Proves one rule of a pack by its place: `grounds.3.requires.0`. */
export function probeOf(bench: Bench, path: readonly (string | number)[]): Probe | Gap {
  const [part, first, second, third] = path;
  const { pack } = bench;
  switch (part) {
    case 'legalBasis':
      return inForce(bench);
    case 'authorities':
      return authorities(bench);
    case 'grounds': {
      const ground = pack.grounds[Number(first)];
      return ground ? groundProbe(bench, ground, second, Number(third)) : missing;
    }
    case 'factors':
      return factors(bench);
    case 'notice':
      return noticeProbe(bench, first, Number(second));
    case 'review':
      return reviewProbe(bench, first, Number(second));
    case 'measures':
      return measure(bench, Number(first));
    case 'interim':
      return first === 'byDecision' ? interimByDecision(bench) : interim(bench);
    case 'publication':
      return publication(bench);
    case 'recipients':
      return recipient(bench, Number(first));
    case 'petition':
      return petitionProbe(bench, first, Number(second));
    case 'objection':
      return objection(bench);
    case 'reviewProceedings':
      return proceeding(bench, Number(first));
    case 'basisFalls':
      return basisFalls(bench);
    case 'removal':
      return removal(bench);
    case 'transition':
      return transition(bench);
    case 'relisting':
      return relisting(bench);
    case 'retention':
      return retention(bench);
    default:
      return missing;
  }
}

const missing: Gap = { gap: 'no probe knows this rule' };

const digest = '0'.repeat(64);
const text = (id: string): { id: string; digest: string } => ({ id, digest });

function course({ pack, calendars }: Bench, plan: Plan = {}): Course {
  return new Course(pack, calendars, plan);
}

/** The case that goes right: every later step is lawful because the step before it was. */
function lawful(says: string, drive: () => Course): Trial {
  return held(says, drive().events.length > 0);
}

function inForce(bench: Bench): Probe {
  const { pack } = bench;
  const [basis] = pack.legalBasis;
  const early = course(bench);
  early.at = morning(addDays(pack.effective.from, -1), pack.timezone);
  const before = early.tryOpen();
  return {
    passes: lawful('a case is opened while the law is in force', () => course(bench).open()),
    refuses: held('a case the day before it came into force', refusedBy(before, 'effective', basis?.cite)),
  };
}

function authorities(bench: Bench): Probe {
  const { pack } = bench;
  const { cite, officersAtLeast } = pack.authorities;
  const opened = course(bench);
  const stranger = opened.tryOpen({
    ...opened.opening(),
    authority: { ...opened.opening().authority, level: 'nobody' },
  });
  const incompetent = refusedBy(stranger, 'authorities.competent', cite);
  const alone = course(bench).open();
  const few = alone.peek(people.investigator, { ...alone.determination(), officers: [] });
  return {
    passes: lawful('a competent authority determines with its officers', () =>
      course(bench).open().determine(),
    ),
    refuses: held(
      'an authority of no level; an investigation by too few officers',
      incompetent && refusedBy(few, 'authorities.officersAtLeast', cite) && officersAtLeast > 0,
    ),
  };
}

function groundProbe(
  bench: Bench,
  ground: Ground,
  part: string | number | undefined,
  index: number,
): Probe | Gap {
  switch (part) {
    case undefined:
      return groundItself(bench, ground);
    case 'exclusions':
      return exclusion(bench, ground, index);
    case 'requires':
      return required(bench, ground, index);
    case 'limitation':
      return limitation(bench, ground);
    case 'repairable':
      return repairable(bench, ground);
    case 'notBefore':
      return notBefore(bench, ground, ground.notBefore?.cite ?? '');
    default:
      return missing;
  }
}

function groundItself(bench: Bench, ground: Ground): Probe {
  const asked = course(bench, { ground: ground.id });
  const wrong = asked.tryOpen({
    ...asked.opening(),
    instrument: { ...asked.opening().instrument, kind: 'hearsay' },
  });
  const binding = ground.instruments.filter(({ finality }) => finality !== 'not-required');
  const tooEarly = binding.every(({ kind }) => {
    const early = course(bench, { ground: ground.id, instrument: kind });
    const { instrument } = early.opening();
    const decision = early.tryOpen({
      ...early.opening(),
      instrument: { ...instrument, finality: 'not-effective' },
    });
    return refusedBy(decision, 'grounds.instruments.finality', ground.cite);
  });
  return {
    passes: lawful('a case on this ground, with an instrument that carries it, is listed', () =>
      course(bench, { ground: ground.id }).toListed(),
    ),
    refuses: held(
      'an instrument of another kind; one without effect',
      refusedBy(wrong, 'grounds.instruments', ground.cite) && tooEarly,
    ),
  };
}

function exclusion(bench: Bench, ground: Ground, index: number): Probe | Gap {
  const law = ground.exclusions[index];
  if (law === undefined) return missing;
  const asked = course(bench, { ground: ground.id }).open();
  const decision = asked.peek(people.investigator, { ...asked.determination(), exclusions: [law.id] });
  return {
    passes: lawful('a determination to which it does not apply', () =>
      course(bench, { ground: ground.id }).open().determine(),
    ),
    refuses: held(
      `a determination although "${law.id}" applies`,
      refusedBy(decision, 'grounds.exclusions', law.cite),
    ),
  };
}

function required(bench: Bench, ground: Ground, index: number): Probe | Gap {
  const law = ground.requires[index];
  if (law === undefined) return missing;
  const asked = course(bench, { ground: ground.id }).open();
  const stated = ground.requires.map(({ id }) => id).filter((id) => id !== law.id);
  const decision = asked.peek(people.investigator, { ...asked.determination(), stated });
  return {
    passes: lawful('a determination that states it', () =>
      course(bench, { ground: ground.id }).open().determine(),
    ),
    refuses: held(
      `a determination that does not state "${law.id}"`,
      refusedBy(decision, 'grounds.requires', law.cite),
    ),
  };
}

function limitation(bench: Bench, ground: Ground): Probe | Gap {
  const law = ground.limitation;
  if (law === undefined) return missing;
  const old = addDays(firstDay(bench.pack), -daysIn(law.amount + 1, law.unit));
  const dates = law.from === 'conduct' ? { conductOn: old } : { instrumentOn: old };
  const asked = course(bench, { ground: ground.id, ...dates }).open();
  const decision = asked.peek(people.investigator, asked.determination());
  return {
    passes: lawful('a determination in time', () => course(bench, { ground: ground.id }).open().determine()),
    refuses: held(
      `a ${law.from} older than the limitation`,
      refusedBy(decision, 'grounds.limitation', law.cite),
    ),
  };
}

function daysIn(amount: number, unit: string): number {
  return amount * ({ years: 366, months: 31, weeks: 7 }[unit] ?? 1);
}

function repairable(bench: Bench, ground: Ground): Probe | Gap {
  const law = ground.repairable;
  if (law === undefined) return missing;
  if (law.allowed)
    return {
      passes: lawful('a petition for an entry on this ground', () =>
        course(bench, { ground: ground.id }).toListed().publish().ripen().file(),
      ),
      refuses: held('a petition by somebody else', strangersPetition(bench)),
    };
  const asked = course(bench, { ground: ground.id }).toListed().publish().ripen();
  const decision = asked.peek(people.subject, asked.petition());
  return {
    passes: lawful('a petition for an entry on another ground', () =>
      course(bench).toListed().publish().ripen().file(),
    ),
    refuses: held(
      'a petition for an entry on this ground',
      refusedBy(decision, 'grounds.repairable', law.cite),
    ),
  };
}

function strangersPetition(bench: Bench): boolean {
  const asked = course(bench).toListed().publish().ripen();
  return refusedBy(asked.peek(people.stranger, asked.petition()), 'authority');
}

function notBefore(bench: Bench, ground: Ground | undefined, cite: string): Probe {
  const plan = ground ? { ground: ground.id } : {};
  const early = course(bench, plan).toListed().publish();
  const earliest = earliestPetition(early.state, early.context(people.subject));
  if (earliest !== null && earliest.date > early.today)
    early.until(morning(addDays(earliest.date, -1), bench.pack.timezone));
  const decision = early.peek(people.subject, early.petition());
  return {
    passes: lawful('a petition on the first possible day', () =>
      course(bench, plan).toListed().publish().ripen().file(),
    ),
    refuses: held('a petition on the day before', refusedBy(decision, 'petition.notBefore', cite)),
  };
}

function factors(bench: Bench): Probe {
  const { factors: law } = bench.pack;
  const asked = course(bench).open();
  const weighed = law.atLeast > 0 ? [] : ['a-factor-of-no-regime'];
  const decision = asked.peek(people.investigator, { ...asked.determination(), factors: weighed });
  return {
    passes: lawful('a determination that weighs the factors', () => course(bench).open().determine()),
    refuses: held(
      law.atLeast > 0 ? 'a determination that weighs nothing' : 'a determination that weighs something else',
      refusedBy(decision, 'factors', law.cite),
    ),
  };
}

function noticeProbe(bench: Bench, part: string | number | undefined, index: number): Probe | Gap {
  switch (part) {
    case 'required':
      return noticeRequired(bench);
    case 'contents':
      return noticeContents(bench);
    case 'methods':
      return method(bench, index);
    case 'waiver':
      return waiver(bench);
    case 'hearing':
      return hearing(bench);
    case 'generalDenialSuffices':
      return generalDenial(bench);
    default:
      return missing;
  }
}

function noticeRequired(bench: Bench): Probe {
  const { cite } = bench.pack.notice.required;
  const served = course(bench).open().determine().serve();
  const early = served.peek(people.clerk, { type: 'close-record' });
  const unserved = course(bench).open().determine();
  const skipped = unserved.peek(people.decider, unserved.approval());
  return {
    passes: lawful('a listing after notice, service and the time to respond', () => course(bench).toListed()),
    refuses: held(
      'closing the record while the subject may respond; listing without notice',
      refusedBy(early, 'notice.response', cite) && refusals(skipped).length > 0,
    ),
  };
}

function noticeContents(bench: Bench): Probe {
  const { cite, items } = bench.pack.notice.contents;
  const asked = course(bench).open().determine();
  const incomplete = items.every(({ id }) => {
    const contents = items.map((each) => each.id).filter((each) => each !== id);
    return refusedBy(asked.peek(people.clerk, { ...asked.notice(), contents }), 'notice.contents', cite);
  });
  return {
    passes: lawful('a notice with all its contents', () => course(bench).open().determine().notify()),
    refuses: held('a notice without one of its contents, each in turn', incomplete),
  };
}

function method(bench: Bench, index: number): Probe | Gap {
  const { pack, calendars } = bench;
  const law = pack.notice.methods[index];
  if (law === undefined) return missing;
  const sent = course(bench, { method: law.id }).open().determine().notify();
  const wrong = sent.peek(people.clerk, { ...sent.proof(), proof: { kind: 'assurance', digest } });
  const refused = [
    refusedBy(wrong, 'notice.methods.proof', law.cite),
    !law.consent || withoutConsent(bench, law.id, law.cite),
    law.afterFailureOf === undefined || tooSoon(bench, law.id, law.cite),
  ];
  const { pack: of, calendars: known } = { pack, calendars };
  const effect = deemedServedOn(law.deemed, sent.today, {
    calendar: of.calendar,
    timezone: of.timezone,
    calendars: known,
    sentAt: undefined,
  });
  const served = sent.must(people.clerk, sent.proof()).state.notice?.servedOn;
  return {
    passes: held(
      'service by this method, with effect on the day the law says',
      effect.kind !== 'calendar-error' && served === effect.date,
    ),
    refuses: held(
      'proof of another kind; without consent or before another method failed, where these are needed',
      refused.every(Boolean),
    ),
  };
}

function withoutConsent(bench: Bench, id: string, cite: string): boolean {
  const asked = course(bench, { method: id }).open().determine();
  const decision = asked.peek(people.clerk, { ...asked.notice(), consentToMethod: false });
  return refusedBy(decision, 'notice.methods.consent', cite);
}

function tooSoon(bench: Bench, id: string, cite: string): boolean {
  const asked = course(bench, { method: id }).open().determine();
  return refusedBy(asked.peek(people.clerk, asked.notice()), 'notice.methods.ladder', cite);
}

function waiver(bench: Bench): Probe {
  const { allowed, cite } = bench.pack.notice.waiver;
  const served = (): Course => course(bench).open().determine().serve();
  const waive: Act = { type: 'waive-response' };
  if (!allowed)
    return {
      passes: lawful('a case without waiver waits for the end of the time to respond', () =>
        served().silence(),
      ),
      refuses: held('a waiver', refusedBy(served().peek(people.subject, waive), 'notice.waiver', cite)),
    };
  return {
    passes: lawful('the subject waives, expressly, and the record is closed', () =>
      served().must(people.subject, waive).must(people.clerk, { type: 'close-record' }),
    ),
    refuses: held('a waiver by the authority', refusedBy(served().peek(people.clerk, waive), 'roles')),
  };
}

function hearing(bench: Bench): Probe | Gap {
  const law = bench.pack.notice.hearing;
  if (law === undefined) return missing;
  const requested = (): Course =>
    course(bench)
      .open()
      .determine()
      .serve()
      .respond('genuine-dispute')
      .must(people.subject, { type: 'request-hearing' });
  const asked = requested();
  const on = addDays(asked.today, 40);
  const fixed: Extract<Command, { type: 'notice-hearing' }> = {
    type: 'notice-hearing',
    on,
    chair: 'decider',
    public: law.public,
    document: text('hearing'),
  };
  const refused = [
    !law.chairNotInvestigator ||
      refusedBy(
        asked.peek(people.clerk, { ...fixed, chair: 'investigator' }),
        'notice.hearing.chair',
        law.cite,
      ),
    !law.public ||
      refusedBy(asked.peek(people.clerk, { ...fixed, public: false }), 'notice.hearing.public', law.cite),
    law.noticeAtLeast === undefined ||
      refusedBy(
        asked.peek(people.clerk, { ...fixed, on: asked.today }),
        'notice.hearing.noticeAtLeast',
        law.cite,
      ),
    crowd(requested(), fixed, law),
    refusals(requested().silence().peek(people.subject, { type: 'request-hearing' })).length > 0,
  ];
  return {
    passes: lawful('a hearing, requested in time, noticed in time, chaired by another', () =>
      requested()
        .must(people.clerk, fixed)
        .until(morning(on, bench.pack.timezone))
        .must(people.decider, {
          type: 'hold-hearing',
          attended: true,
          agents: law.agentsAtMost ?? 1,
          record: text('record'),
        }),
    ),
    refuses: held(
      'an investigator in the chair, a closed door, too short notice, too many agents, a late request: whatever the law forbids',
      refused.every(Boolean),
    ),
  };
}

function crowd(
  requested: Course,
  fixed: Extract<Command, { type: 'notice-hearing' }>,
  law: NonNullable<Pack['notice']['hearing']>,
): boolean {
  if (law.agentsAtMost === undefined) return true;
  const open = requested.must(people.clerk, fixed).until(morning(fixed.on, requested.pack.timezone));
  const decision = open.peek(people.decider, {
    type: 'hold-hearing',
    attended: true,
    agents: law.agentsAtMost + 1,
    record: text('record'),
  });
  return refusedBy(decision, 'notice.hearing.agents', law.cite);
}

function generalDenial(bench: Bench): Probe | Gap {
  const law = bench.pack.notice.generalDenialSuffices;
  if (law === undefined) return missing;
  const request: Act = { type: 'request-hearing' };
  const denied = course(bench)
    .open()
    .determine()
    .serve()
    .respond('general-denial')
    .peek(people.subject, request);
  const disputed = course(bench)
    .open()
    .determine()
    .serve()
    .respond('genuine-dispute')
    .peek(people.subject, request);
  return law.value
    ? {
        passes: held('a hearing after a general denial', denied.kind === 'ruled'),
        refuses: held(
          'a hearing for a stranger',
          refusals(course(bench).open().determine().serve().peek(people.stranger, request)).length > 0,
        ),
      }
    : {
        passes: held('a hearing after a genuine dispute of fact', disputed.kind === 'ruled'),
        refuses: held(
          'a hearing after a general denial',
          refusedBy(denied, 'notice.generalDenialSuffices', law.cite),
        ),
      };
}

function reviewProbe(bench: Bench, part: string | number | undefined, index: number): Probe | Gap {
  switch (part) {
    case 'separation':
      return separation(bench, index);
    case 'consent':
      return consent(bench);
    case 'collective':
      return collective(bench);
    case 'legalReview':
      return legalReview(bench);
    case 'recommendation':
      return recommendation(bench);
    case 'decisionContents':
      return decisionContents(bench);
    case 'notHeavierThanNotified':
      return notHeavier(bench);
    case 'onceForTheSameFacts':
      return onceForTheSameFacts(bench);
    case 'standstill':
      return standstill(bench);
    case 'together':
      return together(bench);
    default:
      return missing;
  }
}

/** Who did what in a generated case, by the event that records it. */
const doers: Readonly<Record<string, Parameters<typeof as>[0]>> = {
  'determination-recorded': people.investigator,
  'recommendation-made': people.recommender,
  'listing-approved': people.decider,
  'petition-accepted': people.examiner,
};

function separation(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.review.separation[index];
  if (law === undefined) return missing;
  const barred = law.notBy.every((earlier) => {
    const doer = doers[earlier];
    const tried = doer && secondAct(bench, law.act, doer);
    return tried !== undefined && refusedBy(tried, 'review.separation', law.cite);
  });
  return {
    passes: lawful('every act by another person', () => course(bench).toListed().publish().ripen()),
    refuses: held(`"${law.act}" by whoever did: ${law.notBy.join(', ')}`, barred),
  };
}

/** An act asked for by a person who already acted in the case. */
function secondAct(
  bench: Bench,
  act: string,
  doer: Parameters<typeof as>[0],
): ReturnType<Course['peek']> | undefined {
  switch (act) {
    case 'listing-approved': {
      const ready = course(bench).toReview().recommend();
      return ready.peek(as(doer, 'reviewer'), ready.approval());
    }
    case 'recommendation-made': {
      const ready = course(bench).toReview();
      const { measures, term } = ready.determination();
      return ready.peek(as(doer, 'reviewer'), {
        type: 'make-recommendation',
        measures,
        term,
        reasons: text('reasons'),
      });
    }
    case 'consent-given': {
      const [level] = bench.pack.review.consent?.levels ?? [];
      if (level === undefined) return undefined;
      const ready = course(bench, { level }).toReview().approve();
      return ready.peek(as(doer, 'superior-authority', 'above'), { type: 'give-consent' });
    }
    case 'petition-decided': {
      const ready = course(bench).toListed().publish().ripen().file().accept();
      return ready.peek(as(doer, 'reviewer'), ready.decision('granted'));
    }
    default:
      return undefined;
  }
}

function consent(bench: Bench): Probe | Gap {
  const law = bench.pack.review.consent;
  const [level] = law?.levels ?? [];
  if (law === undefined || level === undefined) return missing;
  const waiting = course(bench, { level }).toReview().approve();
  const own = waiting.peek(people.decider, { type: 'give-consent' });
  return {
    passes: held(
      'the entry is made with the consent',
      course(bench, { level }).toReview().approve().consent().happened('listed'),
    ),
    refuses: held(
      'an entry before the consent; a consent of its own',
      !waiting.happened('listed') && refusals(own).length > 0,
    ),
  };
}

function collective(bench: Bench): Probe | Gap {
  const law = bench.pack.review.collective;
  if (law === undefined) return missing;
  const plan = { traits: law.triggers };
  const alone = reviewed(course(bench, plan).toReview()).recommend();
  const decision = alone.peek(people.decider, { ...alone.approval(), members: [] });
  return {
    passes: lawful('a decision together', () => reviewed(course(bench, plan).toReview()).list()),
    refuses: held('a decision by one alone', refusedBy(decision, 'review.collective', law.cite)),
  };
}

function reviewed(open: Course): Course {
  return open.pack.review.legalReview
    ? open.must(people.judge, { type: 'pass-legal-review', opinion: text('opinion') })
    : open;
}

function legalReview(bench: Bench): Probe | Gap {
  const law = bench.pack.review.legalReview;
  if (law === undefined) return missing;
  const plan = { traits: law.triggers.filter((trait) => trait !== 'hearing-held') };
  const open = course(bench, plan).toReview().recommend();
  return {
    passes: lawful('a decision after legal review', () => reviewed(course(bench, plan).toReview()).list()),
    refuses: held(
      'a decision without it',
      refusedBy(open.peek(people.decider, open.approval()), 'review.legalReview', law.cite),
    ),
  };
}

function recommendation(bench: Bench): Probe | Gap {
  const law = bench.pack.review.recommendation;
  if (law === undefined) return missing;
  const needing = bench.pack.grounds
    .flatMap((ground) => ground.instruments.map(({ kind }) => ({ ground: ground.id, instrument: kind })))
    .find(({ instrument }) => !law.requiredUnless.includes(instrument));
  if (needing === undefined) return { gap: 'no ground needs the recommendation' };
  const open = course(bench, needing).toReview();
  const without = open.peek(people.decider, open.approval());
  return {
    passes: lawful('a decision as recommended', () => course(bench, needing).toListed()),
    refuses: held(
      'a decision before the recommendation',
      refusedBy(without, 'review.recommendation', law.cite),
    ),
  };
}

function decisionContents(bench: Bench): Probe {
  const { cite, items } = bench.pack.review.decisionContents;
  const open = course(bench).toReview().recommend();
  const incomplete = items.every(({ id }) => {
    const contents = items.map((each) => each.id).filter((each) => each !== id);
    return refusedBy(
      open.peek(people.decider, { ...open.approval(), contents }),
      'review.decisionContents',
      cite,
    );
  });
  return {
    passes: lawful('a decision with all its contents', () => course(bench).toListed()),
    refuses: held('a decision without one of its contents, each in turn', incomplete),
  };
}

function notHeavier(bench: Bench): Probe {
  const { cite } = bench.pack.review.notHeavierThanNotified;
  const open = course(bench).toReview().recommend();
  const approval = open.approval();
  const added = open.peek(people.decider, {
    ...approval,
    measures: [...approval.measures, 'one-more-measure'],
  });
  const longer =
    approval.term === null ||
    refusedBy(
      open.peek(people.decider, {
        ...approval,
        term: { ...approval.term, amount: approval.term.amount + 1 },
      }),
      'review.notHeavierThanNotified',
      cite,
    );
  return {
    passes: lawful('a decision as notified', () => course(bench).toListed()),
    refuses: held(
      'one measure more, or a longer term, than notified',
      refusedBy(added, 'review.notHeavierThanNotified', cite) && longer,
    ),
  };
}

function standstill(bench: Bench): Probe | Gap {
  const law = bench.pack.review.standstill;
  if (law === undefined) return missing;
  const waiting = course(bench).toReview().approve().consent().serveDecision();
  const early = waiting.peek(people.publisher, { type: 'enter-listing' });
  const [forum] = bench.pack.reviewProceedings;
  const end = waiting.clock(law.clock)?.end;
  if (forum && law.automaticStay) {
    waiting.must(people.subject, {
      type: 'record-proceeding',
      forum: forum.forum,
      document: digest,
      petition: null,
    });
    if (end != null) waiting.until(end);
  }
  const stayed = waiting.peek(people.publisher, { type: 'enter-listing' });
  return {
    passes: held(
      'the entry is made after the standstill',
      course(bench).toReview().list().happened('listed'),
    ),
    refuses: held(
      'an entry within it; an entry while proceedings begun within it go on',
      refusedBy(early, 'review.standstill', law.cite) &&
        (!law.automaticStay || refusedBy(stayed, 'review.standstill.stay', law.cite)),
    ),
  };
}

function together(bench: Bench): Probe | Gap {
  const law = bench.pack.review.together;
  if (law === undefined) return missing;
  const listed = course(bench).toListed();
  const whole = listed.decisionService();
  const alone = listed.peek(people.clerk, {
    ...whole,
    documents: whole.documents.filter(({ kind }) => kind === 'decision'),
  });
  return {
    passes: lawful('the decision with the documents that go with it', () =>
      course(bench).toListed().serveDecision(),
    ),
    refuses: held('the decision alone', refusedBy(alone, 'review.together', law.cite)),
  };
}

function measure(bench: Bench, index: number): Probe | Gap {
  const { pack } = bench;
  const law = pack.measures[index];
  if (law === undefined) return missing;
  const allowing = pack.grounds.find(({ measures }) => measures.includes(law.id));
  const other = pack.grounds.find(({ measures }) => !measures.includes(law.id));
  if (allowing === undefined) return { gap: 'no ground allows the measure' };
  const asked = course(bench, { ground: (other ?? allowing).id }).open();
  const measures = other ? [law.id] : [law.id, 'a-measure-of-no-regime'];
  const decision = asked.peek(people.investigator, { ...asked.determination(), measures });
  return {
    passes: held(
      'an entry with this measure',
      course(bench, { ground: allowing.id, measures: [law.id] })
        .toListed()
        .state.entry?.measures.some(({ id }) => id === law.id) ?? false,
    ),
    refuses: held(
      other
        ? 'the measure on a ground that does not allow it'
        : 'a measure beside it that is not on the list',
      other ? refusedBy(decision, 'grounds.measures', law.cite) : refusedBy(decision, 'measures'),
    ),
  };
}

function interim(bench: Bench): Probe | Gap {
  const law = bench.pack.interim;
  if (law === undefined) return missing;
  const impose: Act = { type: 'impose-interim-measure', reasons: text('reasons') };
  const imposed =
    law.automaticOn === 'notice-sent'
      ? course(bench).open().determine().notify()
      : course(bench).open().determine().must(people.judge, impose);
  return {
    passes: held(
      'the interim measure begins when the law says',
      imposed.state.interim?.measure === law.measure,
    ),
    refuses: held('a second interim measure', refusedBy(imposed.peek(people.judge, impose), 'interim')),
  };
}

function interimByDecision(bench: Bench): Probe | Gap {
  const law = bench.pack.interim?.byDecision;
  if (law === undefined) return missing;
  const impose: Act = { type: 'impose-interim-measure', reasons: text('reasons') };
  const imposed = course(bench).open().must(people.judge, impose);
  return {
    passes: held(
      'the measure by a decision of its own, with a clock of its own',
      imposed.clock(law.term) !== undefined,
    ),
    refuses: held(
      'the same by the investigator',
      refusedBy(course(bench).open().peek(people.investigator, impose), 'roles'),
    ),
  };
}

function publication(bench: Bench): Probe {
  const { cite, delay } = bench.pack.publication;
  const listed = course(bench).toListed();
  const early = listed.peek(people.publisher, { type: 'publish' });
  const twice = course(bench).toListed().publish().peek(people.publisher, { type: 'publish' });
  return {
    passes: lawful('the entry is published when it may be', () => course(bench).toListed().publish()),
    refuses: held(
      delay === undefined ? 'a second publication' : 'publication before its time; a second publication',
      refusedBy(twice, 'publication.once') &&
        (delay === undefined || refusedBy(early, 'publication.delay', cite)),
    ),
  };
}

function recipient(bench: Bench, index: number): Probe | Gap {
  const { recipients } = bench.pack;
  const law = recipients[index];
  if (law === undefined) return missing;
  const published = course(bench).toListed().publish();
  const received = published.state.entry?.delivered.includes(law.id) ?? false;
  const nobodyElse =
    published.state.entry?.delivered.every((id) => recipients.some((each) => each.id === id)) ?? false;
  const removing = published.basisFalls().perform('retract');
  const command: Act = { type: 'acknowledge-retraction', recipient: law.id, evidence: null };
  return {
    passes: held(
      'the entry is delivered to it, and its acknowledgement is taken',
      received && nobodyElse && removing.peek(recipientActor(law.id), command).kind === 'ruled',
    ),
    refuses: held(
      'an acknowledgement by another recipient',
      refusedBy(removing.peek(recipientActor('another'), command), 'removal.recipient'),
    ),
  };
}

function petitionProbe(bench: Bench, part: string | number | undefined, index: number): Probe | Gap {
  switch (part) {
    case undefined:
      return petitionItself(bench);
    case 'notBefore':
      return bench.pack.petition.notBefore
        ? notBefore(bench, undefined, bench.pack.petition.notBefore.cite)
        : missing;
    case 'preconditions':
      return precondition(bench, index);
    case 'materials':
      return material(bench, index);
    case 'fee':
      return fee(bench);
    case 'verification':
      return verification(bench);
    case 'fraud':
      return fraud(bench);
    case 'temporaryLift':
      return temporaryLift(bench);
    default:
      return missing;
  }
}

function readyToPetition(bench: Bench): Course {
  return course(bench).toListed().publish().ripen();
}

function petitionItself(bench: Bench): Probe {
  const { allowed, cite, by } = bench.pack.petition;
  if (!allowed) {
    const asked = readyToPetition(bench);
    return {
      passes: lawful('the entry ends with its term', () => course(bench).toListed().publish()),
      refuses: held(
        'a petition',
        refusedBy(asked.peek(people.subject, asked.petition()), 'petition.allowed', cite),
      ),
    };
  }
  const asked = readyToPetition(bench);
  const byAgent = asked.peek(people.subject, { ...asked.petition(), mandate: digest });
  const agent = by.includes('agent') ? byAgent.kind === 'ruled' : refusedBy(byAgent, 'petition.by', cite);
  return {
    passes: held(
      'a petition that is granted ends the entry',
      agent && readyToPetition(bench).file().accept().grant().happened('removal-began'),
    ),
    refuses: held('a petition by somebody who is not the subject', strangersPetition(bench)),
  };
}

function precondition(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.petition.preconditions[index];
  if (law === undefined) return missing;
  const asked = readyToPetition(bench);
  const met = asked.petition().met.filter((id) => id !== law.id);
  return {
    passes: lawful('a petition that shows it', () => readyToPetition(bench).file()),
    refuses: held(
      `a petition that does not show "${law.id}"`,
      refusedBy(asked.peek(people.subject, { ...asked.petition(), met }), 'petition.preconditions', law.cite),
    ),
  };
}

function material(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.petition.materials[index];
  if (law === undefined) return missing;
  const asked = readyToPetition(bench);
  const materials = asked.petition().materials.filter((id) => id !== law.id);
  return {
    passes: lawful('a petition with it', () => readyToPetition(bench).file()),
    refuses: held(
      `a petition without "${law.id}"`,
      refusedBy(
        asked.peek(people.subject, { ...asked.petition(), materials }),
        'petition.materials',
        law.cite,
      ),
    ),
  };
}

function fee(bench: Bench): Probe {
  const asked = readyToPetition(bench);
  const paid = asked.peek(people.subject, { ...asked.petition(), fee: 1 });
  return {
    passes: lawful('a petition for nothing', () => readyToPetition(bench).file()),
    refuses: held('a fee', refusedBy(paid, 'petition.fee', bench.pack.petition.fee.cite)),
  };
}

function verification(bench: Bench): Probe {
  const { differentPerson, cite } = bench.pack.petition.verification;
  const verified = course(bench)
    .toPetition()
    .accept()
    .must(people.clerk, {
      type: 'verify-petition',
      petition: 'p1',
      performed: bench.pack.petition.preconditions.map(({ id }) => id),
      partly: [],
      findings: text('findings'),
    });
  const same = verified.peek(as(people.clerk, 'reviewer'), verified.decision('granted'));
  return {
    passes: held(
      'a decision by another person',
      verified.peek(people.judge, verified.decision('granted')).kind === 'ruled',
    ),
    refuses: held(
      'a decision by whoever verified it',
      !differentPerson || refusedBy(same, 'petition.verification', cite),
    ),
  };
}

function fraud(bench: Bench): Probe | Gap {
  const law = bench.pack.petition.fraud;
  if (law === undefined) return missing;
  const revoke: Act = { type: 'revoke-repair', petition: 'p1', document: text('document') };
  const repaired = readyToPetition(bench).file().accept().grant();
  const before = repaired.state.entry?.from;
  repaired.days(1).must(people.supervisor, revoke);
  const back = repaired.state.entry;
  const again = repaired.peek(people.subject, repaired.petition());
  const honest = readyToPetition(bench)
    .file()
    .accept()
    .must(people.judge, {
      type: 'decide-petition',
      petition: 'p1',
      outcome: 'refused',
      reasons: text('reasons'),
    });
  return {
    passes: held(
      'the repair is revoked, and the entry comes back for the term the law says',
      back !== undefined && back.from === (law.restartsTerm ? repaired.today : before),
    ),
    refuses: held(
      'a revocation where nothing was repaired; early end afterwards, where the law forbids it',
      refusals(honest.peek(people.supervisor, revoke)).length > 0 &&
        (!law.noEarlyEnd || refusedBy(again, 'petition.fraud', law.cite)),
    ),
  };
}

function temporaryLift(bench: Bench): Probe | Gap {
  if (bench.pack.petition.temporaryLift === undefined) return missing;
  const lift: Act = { type: 'lift-temporarily', order: digest };
  const lifted = course(bench).toListed().publish().must(people.judge, lift);
  return {
    passes: held('the entry is lifted for a time', lifted.happened('entry-suspended')),
    refuses: held('lifting it twice', refusedBy(lifted.peek(people.judge, lift), 'petition.temporaryLift')),
  };
}

function objection(bench: Bench): Probe | Gap {
  const law = bench.pack.objection;
  if (law === undefined) return missing;
  const lanes = ['identity', 'content', 'term'] as const;
  const file = (lane: (typeof lanes)[number]): Act => ({
    type: 'file-objection',
    lane,
    statement: text('objection'),
  });
  const filed = lanes.every((lane) => {
    const decision = course(bench).toListed().publish().ask(people.subject, file(lane));
    return law.lanes.includes(lane)
      ? decision.kind === 'ruled'
      : refusedBy(decision, 'objection.lanes', law.cite);
  });
  const pending = course(bench)
    .toListed()
    .publish()
    .must(people.subject, file(law.lanes[0] ?? 'content'));
  const twice = pending.peek(people.subject, file(law.lanes[0] ?? 'content'));
  pending.must(people.judge, {
    type: 'decide-objection',
    objection: 'o1',
    outcome: 'unverifiable',
    correction: null,
    reasons: text('reasons'),
  });
  const outcome =
    law.unverifiable === 'remove'
      ? pending.happened('removal-began')
      : pending.state.objections[0]?.status === 'recorded-both';
  return {
    passes: held(
      'an objection is annotated at once; what cannot be verified is treated as the law says',
      filed && pending.happened('objection-annotated') && outcome,
    ),
    refuses: held('the same objection while it is pending', refusedBy(twice, 'objection.pending')),
  };
}

function proceeding(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.reviewProceedings[index];
  if (law === undefined) return missing;
  const record = (forum: string): Act => ({
    type: 'record-proceeding',
    forum,
    document: digest,
    petition: null,
  });
  const begun = course(bench).toListed().publish().must(people.subject, record(law.forum));
  const unknown = course(bench).toListed().publish().peek(people.subject, record('a-forum-of-no-regime'));
  const order = begun.ask(people.judge, { type: 'order-stay', proceeding: 'r1', document: digest });
  const suspended = begun.happened('entry-suspended');
  const stays = {
    automatic: suspended,
    ordered: order.kind === 'ruled' && suspended,
    none: refusedBy(order, 'reviewProceedings.stay', law.cite),
  };
  return {
    passes: held('the proceeding is taken, and stays the entry as the law says', stays[law.stay]),
    refuses: held('a proceeding before another forum', refusedBy(unknown, 'reviewProceedings')),
  };
}

function basisFalls(bench: Bench): Probe {
  const published = course(bench).toListed().publish();
  const early = published.peek(people.clerk, {
    type: 'report-basis-fallen',
    how: 'revoked',
    documentDigest: digest,
    effectiveOn: addDays(published.today, 1),
  });
  const removed = course(bench).toListed().publish().basisFalls();
  return {
    passes: held('the entry is removed without any petition', removed.state.removal?.cause === 'basis-fell'),
    refuses: held('a basis that falls tomorrow', refusedBy(early, 'basis-falls.date')),
  };
}

function removal(bench: Bench): Probe {
  const removing = course(bench).toListed().publish().basisFalls();
  const [first] = bench.pack.recipients;
  const command: Act = { type: 'acknowledge-retraction', recipient: first?.id ?? '', evidence: null };
  const early = removing.peek(recipientActor(first?.id ?? ''), command);
  removing.perform('retract');
  const open = removing.state.stage;
  for (const { id } of bench.pack.recipients) removing.acknowledge(id);
  return {
    passes: held(
      'a removal closes when every recipient has acknowledged',
      open === 'removal' && removing.happened('case-closed'),
    ),
    refuses: held('an acknowledgement of what was not retracted', refusedBy(early, 'removal.retracted')),
  };
}
