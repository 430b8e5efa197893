import { deemedServedOn } from '../../calendar/service.ts';
import { Course, digest, text } from './course.ts';
import { refusals, refusedBy } from './drive.ts';
import { people } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';
import { changedAt } from './variation.ts';
import { packSchema, type Pack } from '../pack.ts';

export function noticeRequired(bench: Bench): Probe {
  const { cite } = bench.pack.notice.required;
  const served = new Course(bench).open().determine().serve();
  const early = served.peek(people.clerk, { type: 'close-record' });
  const unserved = new Course(bench).open().determine();
  const skipped = unserved.peek(people.decider, unserved.approval());
  const answered = new Course(bench).open().determine().serve().respond().silence();
  const unread = answered.recommend().peek(people.decider, answered.approval());
  answered.considerAll();
  return {
    passes: held(
      'a listing after notice, service, time to respond, and an examined response',
      answered.peek(people.decider, answered.approval()).kind === 'ruled',
    ),
    refuses: held(
      'closing the record while the subject may respond; listing without notice; listing over an unanswered response',
      refusedBy(early, 'notice.response', cite),
      refusals(skipped).length > 0,
      refusedBy(unread, 'notice.response.considered', cite),
    ),
  };
}

export function noticeContents(bench: Bench): Probe {
  const { cite, items } = bench.pack.notice.contents;
  const asked = new Course(bench).open().determine();
  const saying = (contents: readonly string[]) => asked.peek(people.clerk, { ...asked.notice(), contents });
  const ids = items.map(({ id }) => id);
  return {
    passes: held('a notice with all its contents', saying(ids).kind === 'ruled'),
    refuses: held(
      'a notice without one of its contents, each in turn',
      ...ids.map((id) => refusedBy(saying(ids.filter((each) => each !== id)), 'notice.contents', cite)),
    ),
  };
}

/** A method of service: every kind of proof, the day on which it has effect, whom it needs, what comes before it. */
export function method(bench: Bench, index: number): Probe | Gap {
  const law = bench.pack.notice.methods[index];
  if (law === undefined) return missing;
  const to = (): Course => new Course(bench, { method: law.id }).open().determine();
  const before = law.afterFailureOf ?? [undefined];
  const proofs = law.proof.map((kind) => served(to(), { kind, digest }));
  const sent = to().notify();
  const owed = Object.values(sent.state.duties).some(({ kind }) => kind === 'serve');
  const performed = law.channel === 'email' || law.channel === 'post';
  const unproven = sent.peek(people.clerk, { ...sent.proof(), proof: { kind: 'assurance', digest } });
  const asked = to();
  return {
    passes: held(
      'service by this method, with each proof, after each failure, with effect on the day the law says',
      ...proofs,
      ...before.map((failed) => to().notify(failed).happened('notice-sent')),
      owed === performed,
    ),
    refuses: held(
      'proof of another kind; without consent or before another method failed, where these are needed',
      refusedBy(unproven, 'notice.methods.proof', law.cite),
      !law.consent || refusedBy(asked.peek(people.clerk, asked.notice()), 'notice.methods.consent', law.cite),
      law.consent || withoutConsent(to()),
      law.afterFailureOf === undefined ||
        refusedBy(asked.peek(people.clerk, asked.notice()), 'notice.methods.ladder', law.cite),
    ),
  };
}

function withoutConsent(asked: Course): boolean {
  const [failed] = asked.method().afterFailureOf ?? [];
  if (failed !== undefined)
    asked
      .agree(failed)
      .must(people.clerk, { ...asked.notice(), method: failed })
      .must(people.clerk, {
        type: 'report-service-failed',
        evidence: digest,
        reason: text('failed'),
      });
  return asked.peek(people.clerk, asked.notice()).kind === 'ruled';
}

/** Served on the day that the law says: unopened, and opened by the subject after two days. */
function served(course: Course, proof: { readonly kind: string; readonly digest: string }): boolean {
  const { pack, calendars } = course.bench;
  const { deemed } = course.method();
  const sentOn = course.notify().today;
  course.days(2);
  return [false, true].every((accessed) => {
    const act = deemed.basis === 'dispatch' ? sentOn : course.today;
    const right = deemedServedOn(deemed, act, {
      calendar: pack.calendar,
      timezone: pack.timezone,
      calendars,
      sentAt: accessed ? sentOn : undefined,
    });
    const decision = course.peek(people.clerk, { ...course.proof(), proof, accessed });
    return (
      right.kind !== 'calendar-error' &&
      decision.kind === 'ruled' &&
      decision.state.notice?.servedOn === right.date
    );
  });
}

export function waiver(bench: Bench): Probe {
  const { allowed, cite } = bench.pack.notice.waiver;
  const waiving = (on: Bench) =>
    new Course(on).open().determine().serve().peek(people.subject, { type: 'waive-response' });
  const opposite = otherwise(bench, ['notice', 'waiver', 'allowed'], !allowed);
  const [lawful, unlawful] = allowed ? [bench, opposite] : [opposite, bench];
  return {
    passes: held('a waiver where the law knows it', waiving(lawful).kind === 'ruled'),
    refuses: held('a waiver where it does not', refusedBy(waiving(unlawful), 'notice.waiver', cite)),
  };
}

/** The same, under a law that says something else in one place. */
export function otherwise(bench: Bench, path: readonly (string | number)[], value: unknown): Bench {
  const parse = (pack: Pack): Pack => packSchema.parse(changedAt(pack, path, () => value));
  return { ...bench, pack: parse(bench.pack), engine: parse(bench.engine) };
}

export function generalDenial(bench: Bench): Probe | Gap {
  const law = bench.pack.notice.generalDenialSuffices;
  if (law === undefined) return missing;
  const request = (nature: 'general-denial' | 'genuine-dispute') =>
    new Course(bench)
      .open()
      .determine()
      .serve()
      .respond(nature)
      .peek(people.subject, {
        type: 'request-hearing',
        trigger: bench.pack.notice.hearing?.triggers[0] ?? '',
      });
  const denied = request('general-denial');
  return {
    passes: held(
      law.value ? 'a hearing after a general denial' : 'a hearing after a genuine dispute of fact',
      (law.value ? denied : request('genuine-dispute')).kind === 'ruled',
    ),
    refuses: held(
      'a hearing after a general denial, where that does not suffice',
      law.value || refusedBy(denied, 'notice.generalDenialSuffices', law.cite),
    ),
  };
}
