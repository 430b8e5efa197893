import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { rule, type RuleResult } from '../../db/commands/rule.ts';
import type { Actor, Command } from '../../domain/case/commands.ts';
import type { Decision } from '../../domain/case/decide.ts';
import { isOpening } from '../../domain/case/decide.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { asks } from '../support/asks.ts';
import { catalogue, packOf, person, Play, text } from '../support/law.ts';
import { cast, nextLawful, opening, petitioned } from '../support/lawful.ts';
import { expected, shown } from './projections.ts';
import { openRecord } from './open-record.ts';
import { stateOf, type OpenRecord } from './record.ts';

type Wild = readonly (readonly [days: number, actor: Actor, command: Command])[];

type Spoken = {
  readonly at: string;
  readonly actor: Actor;
  readonly command: Command;
  readonly decision: Decision;
};

const MINUTE_MS = 60_000;
const plus = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

/** Plays in memory and remembers every word, so that the same can be asked of the database. */
class Remembered extends Play {
  readonly spoken: Spoken[] = [];

  /** A minute lies between two words at least: a sandbox case in the database goes on by itself between them. */
  override ask(at: string, actor: Actor, command: Command): Decision {
    const last = this.spoken.at(-1)?.at;
    const soonest = last === undefined ? at : plus(last, MINUTE_MS);
    const then = at > soonest ? at : soonest;
    const { caseId } = this;
    const asker = actor.kind === 'person' && actor.caseId !== undefined ? { ...actor, caseId } : actor;
    const served = command.type === 'prove-service' || command.type === 'prove-decision-service';
    const asked = served ? { ...command, actOn: then } : command;
    const decision = super.ask(then, asker, asked);
    this.spoken.push({ at: then, actor: asker, command: asked, decision });
    return decision;
  }

  get last(): string {
    return this.spoken.at(-1)?.at ?? '';
  }
}

/** Asks the database what was asked in memory, at the same moments. Answers what the database said. */
async function ask(record: OpenRecord, play: Remembered, { at, actor, command }: Spoken, step: number) {
  const { caseId, pack } = play;
  return rule(record.bench, {
    commandId: `${caseId}/${step}`,
    caseId,
    actor,
    request: command,
    command: () => command,
    workflowTime: at,
    ...(isOpening(command) && {
      opening: {
        regime: pack.regime,
        version: pack.version,
        subject: {
          ref: 's1',
          kind: 'organisation' as const,
          name: 'Acme',
          // Nobody is listed twice for the same facts: each case has a subject of its own.
          identifiers: [{ scheme: 'number', value: caseId }],
        },
        sandbox: true,
        startsAt: at,
      },
    }),
  });
}

/** A case on its lawful way for some steps, then asked anything, by anybody, at any time. */
function played(pack: Pack, caseId: string, lawful: number, repaired: boolean, wild: Wild): Remembered {
  const play = new Remembered(pack, caseId);
  const { at: openedAt, command } = opening(pack);
  play.ask(openedAt, cast.investigator, command);
  for (let step = 0; step < lawful; step += 1) {
    if (repaired && play.now.stage === 'listed' && play.now.entry?.publishedAt !== undefined) {
      petitioned(play, plus(play.last, MINUTE_MS));
      break;
    }
    if (nextLawful(play, plus(play.last, MINUTE_MS)) === null) break;
  }
  for (const [days, actor, command] of wild) {
    play.ask(plus(play.last, days * 24 * 60 * MINUTE_MS), actor, command);
    const duties = Object.keys(play.now.duties).map((id) => ({ id, proof: 'feed' }));
    if (duties.length > 0) play.ask(play.last, { kind: 'engine' }, { type: 'perform-duties', duties });
  }
  return play;
}

/** What was said, without what only the database says. */
const said = (result: RuleResult): unknown =>
  result.kind === 'ruled' ? result.answer.events.map(({ type, at }) => ({ type, at })) : result;
const saidInMemory = (decision: Decision): unknown =>
  decision.kind === 'ruled' ? decision.recorded.map(({ event: { type }, at }) => ({ type, at })) : decision;

describe('the record', () => {
  let record: OpenRecord;
  beforeAll(async () => {
    record = await openRecord('fold');
  });
  afterAll(() => record.dispose());

  const packs = catalogue.all.map(({ pack }) => pack);
  const reached = new Set<string>();
  let cases = 0;

  it.each(packs.map((pack) => ({ name: `${pack.regime} ${pack.version}`, pack })))(
    'always rules as the decider does, and its read models say what its chain says: $name',
    async ({ pack }) => {
      const wild = fc.array(
        fc
          .tuple(fc.constantFrom(0, 1, 3, 12, 60, 400, 1_200), asks(pack))
          .map(([days, [actor, command]]) => [days, actor, command] as const),
        { minLength: 5, maxLength: 25 },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 14 }),
          fc.boolean(),
          wild,
          async (lawful, repaired, some) => {
            cases += 1;
            const play = played(pack, `${pack.regime}-${cases}`, lawful, repaired, some);
            for (const [step, spoken] of play.spoken.entries()) {
              const result = await ask(record, play, spoken, step);
              expect(said(result)).toEqual(saidInMemory(spoken.decision));
            }
            const state = await stateOf(record, play.caseId);
            expect(state).toEqual(JSON.parse(JSON.stringify(play.now)));
            expect(await shown(record.bench.sql, play.caseId)).toEqual(expected(state));
            const checked = await checkRecord(record.bench.sql, play.caseId, () => undefined);
            expect(checked.problems).toEqual([]);
            expect(checked.events).toBe(state.seq);
            for (const { event } of play.events) reached.add(event.type);
          },
        ),
        { numRuns: 15 },
      );
    },
  );

  it('was tried far enough to prove something', () => {
    expect([...reached]).toEqual(
      expect.arrayContaining(['listed', 'duties-performed', 'clock-lapsed', 'removal-began', 'case-closed']),
    );
  });

  const market = packOf('cn-market-list', '2021-09-01');
  const debarment = packOf('us-far-9.4', '2025-01-17');
  const supervisor = person('ma', ['supervisor', 'caseworker', 'reviewer'], { authority: 'a1' });
  const next = person('sun', ['caseworker'], { authority: 'a2' });
  const reasons = text('reasons');
  it.each<{
    name: string;
    pack: Pack;
    lawful: number;
    repaired: boolean;
    wild: Wild;
    event: string;
    lines: number;
  }>([
    {
      name: 'an entry that comes back after a repair by fraud',
      pack: market,
      lawful: 12,
      repaired: true,
      wild: [[5, supervisor, { type: 'revoke-repair', petition: 'p1', document: reasons }]],
      event: 'repair-revoked',
      lines: 2,
    },
    {
      name: 'a clock that was extended',
      pack: debarment,
      lawful: 1,
      repaired: false,
      wild: [
        [0, supervisor, { type: 'impose-interim-measure', reasons }],
        [
          5,
          supervisor,
          { type: 'extend-clock', key: 'suspension.term', by: { amount: 3, unit: 'months' }, reasons },
        ],
      ],
      event: 'clock-extended',
      lines: 0,
    },
    {
      name: 'a case that another authority took over',
      pack: market,
      lawful: 7,
      repaired: false,
      wild: [
        [
          5,
          supervisor,
          {
            type: 'transfer-case',
            to: { id: 'a2', level: 'city', superior: 'a0', regimes: ['cn-market-list'] },
            reasons,
          },
        ],
        [1, next, { type: 'accept-transfer' }],
      ],
      event: 'transfer-accepted',
      lines: 1,
    },
  ])('shows $name', async ({ name, pack, lawful, repaired, wild, event, lines }) => {
    const play = played(pack, name.replaceAll(' ', '-'), lawful, repaired, wild);
    for (const [step, spoken] of play.spoken.entries()) await ask(record, play, spoken, step);
    expect(play.events.map((each) => each.event.type)).toContain(event);
    const { sql } = record.bench;
    const state = await stateOf(record, play.caseId);
    expect(await shown(sql, play.caseId)).toEqual(expected(state));
    expect(await sql`select from register_entry where case_id = ${play.caseId}`).toHaveLength(lines);
    const [file] = await sql<
      { authority_id: string }[]
    >`select authority_id from case_file where id = ${play.caseId}`;
    expect(file?.authority_id).toBe(state.authority.id);
  });

  it('is found broken when an event, or the state that was folded from it, was changed behind its back', async () => {
    const play = played(packs[0]!, 'tampered', 3, false, []);
    for (const [step, spoken] of play.spoken.entries()) await ask(record, play, spoken, step);
    const { sql } = record.bench;
    await sql`update case_file set state = jsonb_set(state::jsonb, '{ground}', '"another"') where id = 'tampered'`;
    expect((await checkRecord(sql, 'tampered', () => undefined)).problems).toHaveLength(1);
    await sql`alter table case_event disable trigger case_event_append_only`;
    await sql`update case_event set actor = 'somebody else' where case_id = 'tampered' and seq = 2`;
    await sql`alter table case_event enable trigger case_event_append_only`;
    const { problems } = await checkRecord(sql, 'tampered', () => undefined);
    expect(problems.map(({ what }) => what)).toContain('was changed after it was recorded');
  });
});
