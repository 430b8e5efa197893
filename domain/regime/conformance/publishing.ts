import { deriveDeadline } from '../../calendar/deadline.ts';
import { addDays, daysBetween } from '../../calendar/local-time.ts';
import { shownTo, shownToPublic } from '../../register/disclosed.ts';
import { plainPeriod } from '../plain-period.ts';
import { Course, text, type Plan } from './course.ts';
import { refusedBy } from './drive.ts';
import { otherwise } from './notifying.ts';
import { people, person, recipientActor } from './people.ts';
import { held, missing, type Bench, type Gap, type Probe } from './probe.ts';
import { termKey } from '../term.ts';

const publish = { type: 'publish' } as const;

/** Publication: when it may be, once, and of which fields. */
export function publication(bench: Bench): Probe {
  const { cite, delay, fields, public: open } = bench.pack.publication;
  const listed = new Course(bench).toListed();
  const early = listed.peek(people.publisher, listed.publication());
  const served = delay === undefined ? undefined : new Course(bench).toListed().serveDecision();
  const end = delay === undefined ? undefined : served?.clock(delay)?.end;
  const waiting = served?.peek(people.publisher, served.publication());
  const published = new Course(bench).toListed().publish();
  const twice = published.peek(people.publisher, published.publication());
  const shown = (['organisation', 'person'] as const).every(
    (kind) => shownToPublic(bench.engine, kind).join() === (open ? fields[kind].join() : ''),
  );
  return {
    passes: held(
      'the entry is published when it may be, with the fields that are named and no others',
      published.happened('entry-published'),
      shown,
      delay === undefined || end != null,
    ),
    refuses: held(
      delay === undefined ? 'a second publication' : 'publication before its time; a second publication',
      refusedBy(twice, 'publication.once'),
      delay === undefined || refusedBy(early, 'publication.delay', cite),
      waiting === undefined || refusedBy(waiting, 'publication.delay', cite),
    ),
  };
}

export function necessity(bench: Bench): Probe | Gap {
  const law = bench.pack.publication.necessity;
  if (law === undefined) return missing;
  const ready = new Course(bench).toListed().serveDecision();
  const end = ready.clock(bench.pack.publication.delay ?? '')?.end;
  if (end != null) ready.until(end);
  return {
    passes: held(
      'publication with the reasons why it is necessary',
      ready.peek(people.publisher, { ...publish, reasons: text('necessary') }).kind === 'ruled',
    ),
    refuses: held(
      'publication without them',
      refusedBy(ready.peek(people.publisher, publish), 'publication.necessity', law.cite),
    ),
  };
}

/** The authority of another territory publishes what was handed over to it. */
export function elsewhere(bench: Bench): Probe | Gap {
  const law = bench.pack.publication.elsewhere;
  if (law === undefined) return missing;
  const to = { id: 'there', level: 'level', regimes: [bench.pack.regime] };
  const there = person('publisher there', ['publisher'], { authority: 'there' });
  const handOver = { type: 'hand-over-publication', to } as const;
  const away = new Course(bench, { traits: [law.trait] }).toListed();
  const own = away.peek(people.publisher, away.publication());
  const stranger = away.peek(there, away.publication());
  const near = new Course(bench).toListed();
  away.must(people.publisher, handOver);
  return {
    passes: held(
      'handed over, and published there; where nothing lies elsewhere, published here',
      away.peek(there, away.publication()).kind === 'ruled',
      near.peek(people.publisher, near.publication()).kind === 'ruled',
    ),
    refuses: held(
      'publication here of what belongs there, there before it is handed over, and handing over what belongs here',
      refusedBy(own, 'publication.elsewhere', law.cite),
      refusedBy(stranger, 'authority'),
      refusedBy(near.peek(people.publisher, handOver), 'publication.elsewhere', law.cite),
    ),
  };
}

/** A recipient: gets the entry with the fields that are named for it, and answers for itself. */
export function recipient(bench: Bench, index: number): Probe | Gap {
  const { recipients } = bench.pack;
  const law = recipients[index];
  if (law === undefined) return missing;
  const published = new Course(bench).toListed().publish();
  const delivered = published.state.entry?.delivered ?? [];
  const removing = published.basisFalls().perform('retract');
  const acknowledging = (by: string) =>
    removing.peek(recipientActor(by), { type: 'acknowledge-retraction', recipient: law.id, evidence: null });
  return {
    passes: held(
      'the entry is delivered to it with the fields that are named for it, and its acknowledgement is taken',
      delivered.includes(law.id),
      shownTo(bench.engine, law.id).join() === law.fields.join(),
      acknowledging(law.id).kind === 'ruled',
    ),
    refuses: held(
      'delivery to whom the catalogue does not name, a field that is not named, an acknowledgement by another',
      delivered.every((id) => recipients.some((each) => each.id === id)),
      shownTo(bench.engine, 'recipient-of-no-regime').length === 0,
      refusedBy(acknowledging('another'), 'removal.recipient'),
    ),
  };
}

/** Entries that a recipient takes: longer than, and on conduct not older than; on each bound, and beyond it. */
export function onlyIf(bench: Bench, index: number): Probe | Gap {
  const { pack } = bench;
  const named = pack.recipients[index];
  const law = named?.onlyIf;
  if (named === undefined || law === undefined) return missing;
  const { longerThan, conductWithin } = law;
  // Whether the conduct is too old to be listed at all is another rule's.
  const unlimited = withoutLimitation(bench);
  const delivered = (plan: Plan): boolean =>
    new Course(unlimited, plan).toListed().publish().state.entry?.delivered.includes(named.id) ?? false;
  const listed = new Course(bench).toListed();
  const listedOn = listed.today;
  const oldest = (late: number): string => {
    for (let day = addDays(listedOn, -conductWithin.amount * 366 - 9); ; day = addDays(day, 1)) {
      const last = deriveDeadline({ rule: plainPeriod(pack, conductWithin), from: day }, bench.calendars);
      if (last.kind !== 'deadline' || (last.due ?? '9999') >= listedOn) return addDays(day, -late);
    }
  };
  const from = listed.clock(termKey(pack, listed.ground))?.from.slice(0, 10) ?? listedOn;
  const end = deriveDeadline({ rule: plainPeriod(pack, longerThan), from }, bench.calendars);
  const length = end.kind === 'deadline' && end.due !== null ? daysBetween(from, end.due) : 0;
  const days = (amount: number): Plan => ({ term: { amount, unit: 'calendar-days' } });
  return {
    passes: held(
      'an entry one day longer, on conduct of the last day',
      delivered(days(length + 1)),
      delivered({ term: { amount: longerThan.amount * 2, unit: longerThan.unit }, conductOn: oldest(0) }),
    ),
    refuses: held(
      'one exactly as long; conduct a day older',
      !delivered(days(length)),
      !delivered({ conductOn: oldest(1), term: { amount: longerThan.amount * 2, unit: longerThan.unit } }),
    ),
  };
}

function withoutLimitation(bench: Bench): Bench {
  const ground = bench.pack.grounds.findIndex(({ id }) => id === new Course(bench).ground.id);
  return otherwise(bench, ['grounds', ground, 'limitation'], undefined);
}

/** What the recipients wait for. */
export function delivery(bench: Bench): Probe {
  const { upon } = bench.pack.delivery;
  const owed = (course: Course): boolean =>
    Object.values(course.state.duties).some(({ kind }) => kind === 'deliver');
  const listed = new Course(bench).toListed();
  const early = owed(listed);
  const after =
    upon === 'decision-served' ? listed.serveDecision() : listed.must(people.publisher, ready(listed));
  const due = owed(after);
  after.perform('deliver');
  return {
    passes: held(
      `delivery to every recipient upon: ${upon}`,
      due && after.happened('deliveries-made') && !owed(after),
    ),
    refuses: held('delivery before it', !early),
  };
}

function ready(listed: Course): ReturnType<Course['publication']> {
  const { delay } = listed.pack.publication;
  if (delay === undefined) return listed.publication();
  const end = listed.serveDecision().clock(delay)?.end;
  if (end != null) listed.until(end);
  return listed.publication();
}
