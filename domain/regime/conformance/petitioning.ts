import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays } from '../../calendar/local-time.ts';
import type { Decision } from '../../case/decide.ts';
import type { CivilDate } from '../../case/state.ts';
import type { Ground, Pack } from '../pack.ts';
import type { Mandate } from '../../holder/mandate.ts';
import { Course, digest, text } from './course.ts';
import { refusals, refusedBy, type Act } from './drive.ts';
import { otherwise } from './notifying.ts';
import { as, people } from './people.ts';
import { held, missing, type Bench, type Gap, type Path, type Probe } from './probe.ts';
import { plainPeriod } from '../plain-period.ts';

export function petition(bench: Bench): Probe {
  const { allowed, cite, by } = bench.pack.petition;
  const [lawful, barred] = allowed
    ? [bench, otherwise(bench, ['petition', 'allowed'], false)]
    : [otherwise(bench, ['petition', 'allowed'], true), bench];
  const asked = new Course(lawful).repairable();
  const agent: Mandate = { digest, scope: ['petition'], until: null };
  const filing = (mandate: Mandate | null): Decision =>
    asked.peek(people.subject, { ...asked.petition(), mandate });
  const refused = (on: Bench): boolean => {
    const ready = new Course(on).repairable();
    return refusedBy(ready.peek(people.subject, ready.petition()), 'petition.allowed', cite);
  };
  return {
    passes: held(
      'a petition of the subject, or of its agent, that is granted ends the entry',
      new Course(lawful).toPetition().accept().grant().happened('removal-began'),
      !by.includes('subject') || filing(null).kind === 'ruled',
      !by.includes('agent') || filing(agent).kind === 'ruled',
    ),
    refuses: held(
      'a petition where the law knows none; one by whom it does not name; one by somebody else',
      refused(barred),
      by.includes('agent') || refusedBy(filing(agent), 'petition.by', cite),
      by.includes('subject') || refusedBy(filing(null), 'petition.by', cite),
      refusedBy(asked.peek(people.stranger, asked.petition()), 'authority'),
    ),
  };
}

/** Repair for a ground: where the law allows it, and under a law that does not. */
export function repairable(bench: Bench, ground: Ground, path: Path): Probe | Gap {
  const law = ground.repairable;
  if (law === undefined) return missing;
  const other = otherwise(bench, [...path, 'allowed'], !law.allowed);
  const [lawful, barred] = law.allowed ? [bench, other] : [other, bench];
  const filing = (on: Bench): Decision => {
    const asked = new Course(on, { ground: ground.id }).repairable();
    return asked.peek(people.subject, asked.petition());
  };
  return {
    passes: held('a petition where the ground may be repaired', filing(lawful).kind === 'ruled'),
    refuses: held('a petition where it may not', refusedBy(filing(barred), 'grounds.repairable', law.cite)),
  };
}

/** The first possible day, and the day before it. */
export function notBefore(bench: Bench, ground: Ground | undefined): Probe | Gap {
  const law = ground ? ground.notBefore : bench.pack.petition.notBefore;
  if (law === undefined) return missing;
  const plain = ground ?? plainWithoutOwn(bench);
  if (plain === undefined) return { gap: 'every ground has a day of its own' };
  const early = listedAndPublished(bench, plain.id);
  const uncorrected = early.peek(people.subject, early.petition());
  if (law.from === 'corrected') early.days(2).correct();
  const first = firstDayToPetition(early, law);
  if (first === undefined) return { gap: `no generated case has the day: ${law.from}` };
  if (addDays(first, -1) > early.today) early.untilDay(addDays(first, -1));
  const tooEarly = early.peek(people.subject, early.petition());
  early.untilDay(first);
  return {
    passes: held(
      `a petition on the first possible day, ${first}`,
      early.today === first,
      early.peek(people.subject, early.petition()).kind === 'ruled',
    ),
    refuses: held(
      'a petition on the day before, or before what it counts from',
      refusedBy(tooEarly, 'petition.notBefore', law.cite),
      refusedBy(uncorrected, 'petition.notBefore', law.cite),
    ),
  };
}

/** A ground without a day of its own: the plainest, whose entries last long enough, if it has none. */
function plainWithoutOwn(bench: Bench): Ground | undefined {
  const plainest = new Course(bench).ground;
  if (plainest.notBefore === undefined) return plainest;
  return bench.pack.grounds.find((each) => !each.notBefore && each.repairable?.allowed !== false);
}

/** Published some days after the listing, so that the two days are not the same. */
function listedAndPublished(bench: Bench, ground: string): Course {
  return new Course(bench, { ground }).toListed().days(3).publish();
}

function firstDayToPetition(
  { state, pack, bench: { calendars } }: Course,
  law: NonNullable<Pack['petition']['notBefore']>,
): CivilDate | undefined {
  const days: Record<typeof law.from, string | undefined> = {
    listed: state.entry?.from,
    published: state.entry?.publishedAt,
    decision: state.listing?.at,
    instrument: state.instrument?.date,
    corrected: state.amends.at(-1)?.on,
  };
  const from = days[law.from];
  const rule = plainPeriod(pack, law);
  const derived = from === undefined ? undefined : deriveDeadline({ rule, from }, calendars);
  return derived?.kind === 'deadline' ? (derived.due ?? undefined) : undefined;
}

/** A petition that does not show a precondition, and one of which the authority found that it is not fulfilled. */
export function precondition(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.petition.preconditions[index];
  if (law === undefined) return missing;
  const asked = new Course(bench).repairable();
  const others = asked.petition().met.filter((id) => id !== law.id);
  const silent = examined(asked, { met: others });
  const found = (performed: readonly string[]): Decision => {
    const verified = verifiedPetition(bench, performed);
    return verified.peek(people.judge, verified.decision('granted'));
  };
  const refused = (decision: Decision): boolean => refusedBy(decision, 'petition.preconditions', law.cite);
  return {
    passes: held('a petition that shows it and is found to', found([...others, law.id]).kind === 'ruled'),
    refuses: held(
      `the examination of a petition that does not show "${law.id}"; a grant although it was not found`,
      refused(silent),
      refused(found(others)),
    ),
  };
}

function verifiedPetition(bench: Bench, performed: readonly string[]): Course {
  return new Course(bench)
    .toPetition()
    .accept()
    .must(people.clerk, {
      type: 'verify-petition',
      petition: 'p1',
      performed,
      partly: [],
      findings: text('findings'),
    });
}

export function material(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.petition.materials[index];
  if (law === undefined) return missing;
  const bringing = (materials: readonly string[]): Decision =>
    examined(new Course(bench).repairable(), { materials });
  const all = bench.pack.petition.materials.map(({ id }) => id);
  return {
    passes: held('the examination of a petition with it', bringing(all).kind === 'ruled'),
    refuses: held(
      `the examination of a petition without "${law.id}"`,
      refusedBy(bringing(all.filter((id) => id !== law.id)), 'petition.materials', law.cite),
    ),
  };
}

/** A petition is received whatever it lacks; what it lacks shows when it is examined. */
function examined(asked: Course, filed: Partial<ReturnType<Course['petition']>>): Decision {
  return asked
    .must(people.subject, { ...asked.petition(), ...filed })
    .peek(people.examiner, { type: 'accept-petition', petition: 'p1' });
}

export function fee(bench: Bench): Probe {
  const asked = new Course(bench).repairable();
  const paying = (amount: number): Decision =>
    asked.peek(people.subject, { ...asked.petition(), fee: amount });
  return {
    passes: held('a petition for nothing', paying(0).kind === 'ruled'),
    refuses: held('a fee', refusedBy(paying(1), 'petition.fee', bench.pack.petition.fee.cite)),
  };
}

export function verification(bench: Bench): Probe {
  const { differentPerson, cite } = bench.pack.petition.verification;
  const all = bench.pack.petition.preconditions.map(({ id }) => id);
  const verified = verifiedPetition(bench, all);
  const decision = verified.decision('granted');
  const same = verified.peek(as(people.clerk, 'reviewer'), decision);
  const accepted = new Course(bench).toPetition().accept();
  const unverified = accepted.peek(people.judge, decision);
  return {
    passes: held('a decision by another person', verified.peek(people.judge, decision).kind === 'ruled'),
    refuses: held(
      'a decision by whoever verified it; a grant that nobody verified',
      // Nobody does under any regime; where the law itself says so, it is the law that refuses.
      same.kind === 'refused',
      refusedBy(same, 'petition.verification', cite) === differentPerson,
      all.length === 0 || refusedBy(unverified, 'petition.verification', cite),
    ),
  };
}

export function fraud(bench: Bench): Probe | Gap {
  const law = bench.pack.petition.fraud;
  if (law === undefined) return missing;
  const revoke: Act = { type: 'revoke-repair', petition: 'p1', document: text('document') };
  const repaired = (on = bench): Course => new Course(on).toPetition().accept().grant();
  const revoked = (course: Course): Course => course.must(people.supervisor, revoke);
  const again = revoked(repaired().days(1)).publish().ripen();
  const honest = new Course(bench).toPetition().accept().must(people.judge, again.decision('refused'));
  const removed = otherwise(bench, ['petition', 'fraud'], undefined);
  const unknown = repaired(removed).days(1).peek(people.supervisor, revoke);
  const petition = again.peek(people.subject, again.petition());
  const late = afterTheTerm(repaired());
  const nothingLeft = !law.restartsTerm && law.publishedFor === undefined;
  return {
    passes: held(
      'the repair is revoked, and the entry comes back for the time the law says',
      comesBack(law, repaired().days(1), revoked),
      late === undefined || nothingLeft || comesBack(law, late, revoked),
      law.noEarlyEnd || petition.kind === 'ruled',
    ),
    refuses: held(
      'a revocation where nothing was repaired, where the law knows none or nothing is left to restore; early end afterwards, where it forbids that',
      refusals(honest.peek(people.supervisor, revoke)).length > 0,
      refusedBy(unknown, 'petition.fraud'),
      !law.noEarlyEnd || refusedBy(petition, 'petition.fraud', law.cite),
      late === undefined ||
        !nothingLeft ||
        refusedBy(late.peek(people.supervisor, revoke), 'petition.fraud', law.cite),
    ),
  };
}

type Restoration = NonNullable<Pack['petition']['fraud']>;

/** The entry stands again: for its old term or from now on, and in any case as long as the law wants it published. */
function comesBack(law: Restoration, removed: Course, back: (course: Course) => Course): boolean {
  const former = removed.state.entry;
  const { state, today, pack, bench } = back(removed);
  const again = state.entry;
  if (former === undefined || again === undefined || state.stage !== 'listed') return false;
  const from = law.restartsTerm ? today : former.from;
  const least =
    law.publishedFor &&
    deriveDeadline({ rule: plainPeriod(pack, law.publishedFor), from: today }, bench.calendars);
  const shortest = least?.kind === 'deadline' ? least.due : null;
  const old = former.until ?? null;
  const wanted = shortest !== null && old !== null && shortest > old ? shortest : old;
  return again.from === from && (law.restartsTerm || again.until === wanted);
}

/** A case whose entry would have ended by now in any case. */
function afterTheTerm(repaired: Course): Course | undefined {
  const until = repaired.state.entry?.until;
  return until ? repaired.untilDay(addDays(until, 1)) : undefined;
}

/** A repair that hung on a commitment, which is broken. */
export function breach(bench: Bench): Probe | Gap {
  const law = bench.pack.petition.breach;
  if (law === undefined) return missing;
  const promise: Act = { type: 'record-commitment', statement: text('commitment'), until: null };
  const repaired = (on = bench): Course =>
    new Course(on).repairable().must(people.subject, promise).file().accept().grant().days(1);
  const report = (commitment: string, on: string): Act => ({
    type: 'report-breach',
    commitment,
    on,
    document: text('document'),
  });
  const other = repaired();
  const removed = repaired(otherwise(bench, ['petition', 'breach'], undefined));
  removed.must(people.supervisor, report('m1', removed.today));
  return {
    passes: held(
      'the commitment was broken, and the entry comes back as the law says',
      comesBack(law, repaired(), (course) => course.must(people.supervisor, report('m1', course.today))),
    ),
    refuses: held(
      'the breach of a commitment that was not made; an entry that comes back where the law does not say so',
      refusedBy(other.peek(people.supervisor, report('m2', other.today)), 'commitment.unknown'),
      removed.state.stage !== 'listed',
    ),
  };
}

/** A petition while a measure with a term of its own runs, and once it is over. */
export function notDuringMeasures(bench: Bench): Probe | Gap {
  const law = bench.pack.petition.notDuringMeasures;
  const own = bench.pack.measures.find(({ term }) => term !== 'entry')?.id;
  if (law === undefined) return missing;
  const ground = bench.pack.grounds.find(({ measures }) => measures.some((id) => id === own))?.id;
  if (own === undefined || ground === undefined) return { gap: 'no measure has a term of its own' };
  const course = new Course(bench, { ground, measures: [own] }).toListed().publish();
  const until = course.state.entry?.measures[0]?.until;
  if (until == null) return { gap: 'the measure has no end' };
  course.untilDay(until);
  const running = course.peek(people.subject, course.petition());
  course.untilDay(addDays(until, 1));
  return {
    passes: held(
      'a petition on the day after the measure',
      course.peek(people.subject, course.petition()).kind === 'ruled',
    ),
    refuses: held('a petition while it runs', refusedBy(running, 'petition.notDuringMeasures', law.cite)),
  };
}

export function temporaryLift(bench: Bench): Probe | Gap {
  if (bench.pack.petition.temporaryLift === undefined) return missing;
  const lift: Act = { type: 'lift-temporarily', order: digest, until: null };
  const lifted = new Course(bench).toListed().publish().must(people.judge, lift);
  const twice = lifted.peek(people.judge, lift);
  const suspended = lifted.happened('entry-suspended');
  lifted.must(people.supervisor, { type: 'end-temporary-lift', outcome: 'failed' });
  return {
    passes: held(
      'the entry is lifted for a time, and stands again when the condition fails',
      suspended && lifted.happened('entry-restored'),
    ),
    refuses: held('lifting it twice', refusedBy(twice, 'petition.temporaryLift')),
  };
}
