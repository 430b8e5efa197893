import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actorName, type Actor, type Command } from '../../domain/case/commands.ts';
import type { Decision } from '../../domain/case/decide.ts';
import { begin, evolve } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import { endsLater, lastLawfulDay } from '../../domain/regime/term.ts';
import { standsAt } from '../../domain/register/standing.ts';
import { asks } from '../support/asks.ts';
import { calendars, catalogue, Play } from '../support/law.ts';
import { cast, nextLawful, opening, petitioned, plusDays } from '../support/lawful.ts';
import { expectAlways } from '../support/promises.ts';
import { asScenario } from '../support/as-scenario.ts';

/** How many sequences are played in all; the packs share them. */
const SEQUENCES = 10_000;

const packs = catalogue.all.map(({ pack }) => pack);

/** One thing asked of the case, some time after the one before; it prints as a line of a scenario. */
class Step implements fc.Command<Model, Play> {
  readonly days: number;
  readonly actor: Actor;
  readonly asked: Command;

  constructor(days: number, actor: Actor, asked: Command) {
    this.days = days;
    this.actor = actor;
    this.asked = asked;
  }

  check = (): boolean => true;

  run(model: Model, play: Play): void {
    model.now = plusDays(model.now, this.days);
    const before = play.now;
    const asked =
      this.asked.type === 'prove-service' || this.asked.type === 'prove-decision-service'
        ? { ...this.asked, actOn: model.now }
        : this.asked;
    const decision = play.ask(model.now, this.actor, asked);
    perform(play, model.now);
    expectPromisesKept(play, before, decision, this.actor, asked, model.now);
  }

  toString(): string {
    const { type, ...rest } = this.asked;
    return `+${this.days}d ${actorName(this.actor)}: ${type} ${JSON.stringify(rest)}`;
  }
}

/** Time passes and nobody does anything. */
class Wait implements fc.Command<Model, Play> {
  readonly days: number;

  constructor(days: number) {
    this.days = days;
  }

  check = (): boolean => true;

  run(model: Model, play: Play): void {
    model.now = plusDays(model.now, this.days);
    const before = play.now;
    const standing = standsAt(before, model.now);
    play.until(model.now);
    perform(play, model.now);
    expect(play.now.entries, 'silence never lists anybody').toBe(before.entries);
    expect(standsAt(play.now, model.now), 'the register does not depend on what ran').toBe(standing);
    expectAlways(play.now, play.pack, model.now);
  }

  toString(): string {
    return `wait ${this.days}d`;
  }
}

type Model = { now: string };
type Sequence = Iterable<fc.Command<Model, Play>>;

/** How far the sequences got, and what happened in them: a property over cases that go nowhere would prove nothing. */
const reached: Record<string, number> = {};
const seen = new Map<string, number>();

/** The deployment performs every duty it finds, as the engine would. */
function perform(play: Play, at: string): void {
  const duties = Object.keys(play.now.duties).map((id) => ({ id, proof: 'feed' }));
  if (duties.length > 0) play.ask(at, { kind: 'engine' }, { type: 'perform-duties', duties });
}

function expectPromisesKept(
  play: Play,
  before: CaseState,
  decision: Decision,
  actor: Actor,
  asked: Command,
  at: string,
): void {
  const after = play.now;
  if (decision.kind === 'refused') {
    expect(
      decision.refusals.every((each) => each.rule !== '' && each.citation !== '' && each.detail !== ''),
    ).toBe(true);
    return;
  }
  const types = decision.recorded.map(({ event }) => event.type);
  if (asked.type === 'report-basis-fallen')
    expect(['removal', 'closed'], 'a fallen basis removes at once').toContain(after.stage);
  if (types.includes('listed') && !types.includes('repair-revoked')) {
    expect(after.instrument?.finality, 'no listing without an effective instrument').not.toBe(
      'not-effective',
    );
    expect(after.notice?.servedOn, 'no listing without a notice proven served').toBeDefined();
    expect(
      after.responses.every((each) => each.considered),
      'every response was answered',
    ).toBe(true);
    const listed = after.entry!.measures.map(({ id }) => id);
    expect(after.notice!.measures, 'nothing heavier than notified').toEqual(expect.arrayContaining(listed));
    const { pack } = play;
    const ground = pack.grounds.find(({ id }) => id === after.ground)!;
    const start = { pack, ground, calendars, from: localDate(after.listing!.at, pack.timezone) };
    expect(endsLater(after.listing!.term, after.notice!.term, start), 'no longer than notified').toBe(false);
    const term = Object.values(after.clocks).find(({ effect }) => effect === 'term-ends');
    const most = term && lastLawfulDay({ ...start, from: localDate(term.from, pack.timezone) });
    if (term?.due && most) expect(term.due <= most, 'no longer than the law allows').toBe(true);
  }
  for (const { event } of decision.recorded)
    if (event.type === 'record-closed' && event.how === 'responded')
      expect(
        before.responses.some(({ toEarlierNotice }) => !toEarlierNotice),
        'a record closes early only on an answer to the notice that counts',
      ).toBe(true);
  if (before.entry && after.entry && !after.removal && standsAt(before, at) !== standsAt(after, at))
    for (const recipient of before.entry.delivered)
      expect(
        decision.recorded.flatMap(({ event }) => (event.type === 'duties-opened' ? event.duties : [])),
        'whoever holds a copy is told of a stay, a lift and their end',
      ).toContainEqual(expect.objectContaining({ recipient }));
  if (actor.kind === 'person') {
    const persons = actorName(actor).split(' for ');
    if (types.includes('listing-approved'))
      expect(
        persons.some((each) => (before.acts['determination-recorded'] ?? []).includes(each)),
        'whoever investigated does not decide',
      ).toBe(false);
    if (types.includes('petition-decided')) {
      const petition = before.petitions.find(
        (each) => asked.type === 'decide-petition' && each.id === asked.petition,
      );
      const examiners = [petition?.acceptedBy, petition?.verification?.by].flatMap(
        (each) => each?.split(' for ') ?? [],
      );
      expect(
        play.pack.petition.verification.differentPerson && persons.some((each) => examiners.includes(each)),
        'whoever examined does not decide',
      ).toBe(false);
    }
  }
  if (types.includes('repair-revoked')) {
    expect(after.entry!.end === null || after.entry!.end > at, 'a revoked repair restores the entry').toBe(
      true,
    );
    expect(after.stage).toBe('listed');
  }
  expectAlways(play.now, play.pack, at);
}

/** Opens a case and takes it some way along the lawful path, so that late stages are tried as often as early ones. */
function prepared(
  pack: Pack,
  steps: number,
  repaired: boolean,
): { readonly play: Play; readonly model: Model } {
  const play = new Play(pack);
  const { at, command } = opening(pack);
  const decision = play.ask(at, cast.investigator, command);
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision.refusals));
  const model: Model = { now: at };
  for (let step = 0; step < steps; step += 1) {
    const next = nextLawful(play, model.now);
    if (next === null) break;
    if (next.at > model.now) model.now = next.at;
    if (repaired && play.now.entry?.publishedAt !== undefined && play.now.stage === 'listed') {
      model.now = petitioned(play, model.now);
      perform(play, model.now);
      break;
    }
  }
  return { play, model };
}

describe.each(packs.map((pack) => ({ name: `${pack.regime} ${pack.version}`, pack })))(
  '$name',
  ({ pack }) => {
    it('keeps the promises in every sequence of acts, of anybody, at any time', () => {
      const step = fc
        .tuple(fc.integer({ min: 0, max: 12 }), asks(pack))
        .map(([days, [actor, asked]]) => new Step(days, actor, asked));
      const wait = fc.constantFrom(1, 2, 5, 10, 20, 40, 100, 400, 1_200).map((days) => new Wait(days));
      const commands = fc.commands([step, step, step, step, wait], { maxCommands: 60, size: '+1' });
      const live = (steps: number, repaired: boolean, sequence: Sequence): Play => {
        const { play, model } = prepared(pack, steps, repaired);
        lived = play;
        fc.modelRun(() => ({ model, real: play }), sequence);
        expectFoldEqualsState(play);
        return play;
      };
      let lived: Play | undefined;
      const result = fc.check(
        fc.property(fc.integer({ min: 0, max: 18 }), fc.boolean(), commands, (steps, repaired, sequence) => {
          const play = live(steps, repaired, sequence);
          reached[play.now.stage] = (reached[play.now.stage] ?? 0) + 1;
          for (const { event } of play.events) seen.set(event.type, (seen.get(event.type) ?? 0) + 1);
        }),
        { numRuns: Math.ceil(SEQUENCES / packs.length) },
      );
      if (!result.failed) return;
      expect(
        () => live(...(result.counterexample ?? [0, false, []])),
        'the shortest one breaks it again',
      ).toThrow(Error);
      const scenario = asScenario(pack, lived?.asked ?? [], 'A promise that is broken');
      throw new Error(`${fc.defaultReportMessage(result)}\n\nAs a scenario for amends play:\n\n${scenario}`);
    });
  },
);

function expectFoldEqualsState(play: Play): void {
  const [first, ...rest] = play.recorded;
  let state = begin('c1', first!);
  for (const each of rest) state = evolve(state!, each);
  expect(state, 'the fold of the events equals the case').toEqual(play.now);
}

describe('the sequences', () => {
  it('reach every stage, and nearly every event of the record', () => {
    expect(Object.keys(reached).sort()).toEqual([
      'closed',
      'determination',
      'list-review',
      'listed',
      'notice',
      'removal',
    ]);
    for (const count of Object.values(reached)) expect(count).toBeGreaterThan(SEQUENCES / 200);
    expect([...seen.keys()].sort()).toEqual(
      expect.arrayContaining([
        'listed',
        'petition-decided',
        'repair-revoked',
        'objection-decided',
        'entry-suspended',
        'recipient-escalated',
        'measure-ended',
        'standstill-ended',
        'review-proceeding-ended',
        'interim-measure-imposed',
      ]),
    );
  });
});
