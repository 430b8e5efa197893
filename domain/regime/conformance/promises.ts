import { promises as kept } from '../../case/refusal.ts';
import { Course, text } from './course.ts';
import { refusedBy } from './drive.ts';
import { people } from './people.ts';
import { held, type Bench, type Probe } from './probe.ts';

type Promise = { readonly rule: string; readonly cite: string; readonly probe: (bench: Bench) => Probe };

/** What the engine keeps under every regime, whatever the pack says. Put to each pack like its own rules. */
export const promises: readonly Promise[] = [
  { rule: 'promise.sequence', cite: kept.law, probe: sequence },
  { rule: 'promise.least-severe', cite: kept.proportion, probe: leastSevere },
  { rule: 'promise.completion-once', cite: kept.repair, probe: completionOnce },
];

/** Each act outside its stages. */
function sequence(bench: Bench): Probe {
  const closed = new Course(bench).open().must(people.supervisor, {
    type: 'withdraw-case',
    reasons: text('reasons'),
  });
  const open = new Course(bench).open();
  const tries = [
    open.peek(people.publisher, open.publication()),
    open.peek(people.decider, open.approval()),
    open.peek(people.subject, open.petition()),
    closed.peek(people.investigator, closed.determination()),
  ];
  return {
    passes: held('each act in its stage', new Course(bench).toListed().publish().happened('entry-published')),
    refuses: held('an act in another stage', ...tries.map((each) => refusedBy(each, 'sequence', kept.law))),
  };
}

/** The heaviest measure of a ground alone, with and without a word on what would be lighter. */
function leastSevere(bench: Bench): Probe {
  const { grounds, measures } = bench.pack;
  const severityOf = (id: string): number => measures.find((each) => each.id === id)?.severity ?? 0;
  const graded = grounds.find((ground) => new Set(ground.measures.map(severityOf)).size > 1);
  if (graded === undefined)
    return { passes: held('nothing is lighter', true), refuses: held('nothing is lighter', true) };
  const [heaviest = ''] = graded.measures.toSorted((left, right) => severityOf(right) - severityOf(left));
  const ready = new Course(bench, { ground: graded.id, measures: [heaviest] }).toReview().recommend();
  const approval = { ...ready.approval(), measures: [heaviest] };
  const lighter = { considered: [], reasons: text('lighter') };
  return {
    passes: held(
      'a decision that considered lighter measures',
      ready.peek(people.decider, approval).kind === 'ruled',
    ),
    refuses: held(
      'one that did not',
      refusedBy(ready.peek(people.decider, { ...approval, lighter }), 'review.least-severe', kept.proportion),
    ),
  };
}

/** What is missing in a petition is asked for once. */
function completionOnce(bench: Bench): Probe {
  if (!bench.pack.petition.allowed)
    return { passes: held('no petition', true), refuses: held('no petition', true) };
  const { materials, preconditions } = bench.pack.petition;
  const [first] = [...materials, ...preconditions];
  if (first === undefined)
    return { passes: held('nothing to ask for', true), refuses: held('nothing to ask for', true) };
  const ask = { type: 'request-completion', petition: 'p1', missing: [first.id] } as const;
  const asked = new Course(bench).toPetition().must(people.examiner, ask);
  asked.must(people.subject, { type: 'complete-petition', petition: 'p1', materials: [], met: [] });
  return {
    passes: held('a request for what is missing', asked.happened('petition-incomplete')),
    refuses: held(
      'a second one',
      refusedBy(asked.peek(people.examiner, ask), 'petition.completion', kept.repair),
    ),
  };
}
