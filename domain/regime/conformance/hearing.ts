import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays } from '../../calendar/local-time.ts';
import type { Command } from '../../case/commands.ts';
import { promises as kept } from '../../case/refusal.ts';
import type { Pack } from '../pack.ts';
import { Course, digest, text } from './course.ts';
import { refusals, refusedBy, type Act } from './drive.ts';
import { people } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';
import { plainPeriod } from '../plain-period.ts';

type Hearing = NonNullable<Pack['notice']['hearing']>;
type Fixed = Extract<Command, { type: 'notice-hearing' }>;

/** A hearing: asked for on the last day and too late, noticed just in time and too late, chaired, public, attended. */
export function hearing(bench: Bench): Probe | Gap {
  const law = bench.pack.notice.hearing;
  if (law === undefined) return missing;
  const asked = requested(bench);
  const earliest = earliestHearing(asked, law);
  const fixed: Fixed = {
    type: 'notice-hearing',
    on: earliest,
    chair: 'decider',
    public: law.public,
    closedFor: null,
    document: text('hearing'),
  };
  const fixing = (more: Partial<Fixed>) => asked.peek(people.clerk, { ...fixed, ...more });
  const agents = (number: number) =>
    requested(bench)
      .must(people.clerk, fixed)
      .untilDay(earliest)
      .peek(people.decider, {
        type: 'hold-hearing',
        attended: true,
        agents: Array.from({ length: number }, () => ({ digest, scope: ['hearing'], until: null })),
        absence: null,
        record: text('record'),
      });
  const waiting = requested(bench).silence();
  return {
    passes: held(
      'a hearing asked for on the last day, noticed just in time, with as many agents as may come',
      fixing({}).kind === 'ruled',
      law.public || fixing({ public: false }).kind === 'ruled',
      ...(law.closedFor ?? []).map((closedFor) => fixing({ public: false, closedFor }).kind === 'ruled'),
      ...law.triggers.map(
        (trigger) => disputed(bench).peek(people.subject, request(bench, trigger)).kind === 'ruled',
      ),
      agents(law.agentsAtMost ?? 9).kind === 'ruled',
      lastMoment(bench, law, 0).kind === 'ruled',
      // What was asked for in time is held first: the record does not close over it.
      waiting.state.stage === 'notice',
    ),
    refuses: held(
      'an investigator in the chair, a closed door, too short notice, one agent more, a request too late',
      // Nobody chairs who investigated, under any regime; where the law itself says so, it is the law that refuses.
      refusals(fixing({ chair: 'investigator' })).some(
        ({ citation }) => (citation === law.cite) === law.chairNotInvestigator,
      ),
      !law.public || refusedBy(fixing({ public: false }), 'notice.hearing.public', law.cite),
      refusedBy(
        disputed(bench).peek(people.subject, request(bench, 'curiosity')),
        'notice.hearing.triggers',
        law.cite,
      ),
      law.noticeAtLeast === undefined ||
        refusedBy(fixing({ on: addDays(earliest, -1) }), 'notice.hearing.noticeAtLeast', law.cite),
      law.agentsAtMost === undefined ||
        refusedBy(agents(law.agentsAtMost + 1), 'notice.hearing.agents', law.cite),
      lastMoment(bench, law, 1).kind === 'refused',
      refusedBy(asked.peek(people.clerk, { type: 'close-record' }), 'notice.hearing', kept.notice),
      !bench.pack.notice.waiver.allowed ||
        refusedBy(afterWaiver(bench), 'notice.hearing.requestBy', law.cite),
    ),
  };
}

function request({ pack }: Bench, trigger = pack.notice.hearing?.triggers[0] ?? ''): Act {
  return { type: 'request-hearing', trigger };
}

function disputed(bench: Bench): Course {
  return new Course(bench).open().determine().serve().respond('genuine-dispute');
}

function requested(bench: Bench): Course {
  return disputed(bench).must(people.subject, request(bench));
}

/** A request on the last day of the time for it, or some days later. */
function lastMoment(bench: Bench, law: Hearing, late: number): ReturnType<Course['peek']> {
  const course = disputed(bench);
  const due = course.clock(law.requestBy)?.due ?? course.today;
  return course.untilDay(addDays(due, late)).peek(people.subject, request(bench));
}

/** Whoever waived the response has no time left to ask in. */
function afterWaiver(bench: Bench): ReturnType<Course['peek']> {
  const waived = disputed(bench).must(people.subject, { type: 'waive-response' });
  return waived.peek(people.subject, request(bench));
}

function earliestHearing(course: Course, law: Hearing): string {
  if (law.noticeAtLeast === undefined) return course.today;
  const rule = plainPeriod(course.pack, law.noticeAtLeast);
  const derived = deriveDeadline({ rule, from: course.at }, course.bench.calendars);
  return derived.kind === 'deadline' && derived.due !== null ? derived.due : course.today;
}
