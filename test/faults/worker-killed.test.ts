import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { advanceCase } from '../../db/commands/advance-case.ts';
import { findCase } from '../../db/queries/cases.ts';
import { openRecord } from '../db/open-record.ts';

import type { ApplicationProcess } from '../support/environment.ts';
import { carriedOn, type Carried } from '../workflows/carried.ts';
import { life, live, parted, ways, type Way } from '../workflows/lives.ts';
import { expected, shown } from '../db/projections.ts';
import { heldRulings, type Held, type HeldAt } from './held-rulings.ts';
import { inParallel } from './in-parallel.ts';
import { story } from './story.ts';

describe('a worker that is killed', () => {
  let carried: Carried;
  let worker: ApplicationProcess;
  let held: Held;
  beforeAll(async () => {
    carried = await carriedOn(await openRecord('killed'));
    held = await heldRulings(carried.bench.sql);
    worker = await carried.env.startWorkerProcess();
    await inParallel(ways, (way) => live(carried, `undisturbed-${way}`, life(way)));
  });
  afterAll(async () => {
    await held.release();
    await carried.dispose();
  });

  const kill = (): Promise<void> => worker.stop('SIGKILL');
  const startAgain = async (): Promise<void> => {
    worker = await carried.env.startWorkerProcess();
  };

  /** The case has the record that the undisturbed one has, event for event, and nothing in it happened twice. */
  const expectAlike = async (caseId: string, way: Way): Promise<void> => {
    const state = await carried.until(caseId, ({ stage }) => stage === 'closed', 'closed');
    expect(await story(carried, caseId), caseId).toEqual(await story(carried, `undisturbed-${way}`));
    expect((await checkRecord(carried.bench.sql, caseId, () => undefined)).problems).toEqual([]);
    expect(await shown(carried.bench.sql, caseId)).toEqual(expected(state));
    const twice = await carried.bench.sql`
      select recipient, kind from recipient_feed where case_id = ${caseId} group by 1, 2 having count(*) > 1`;
    expect(twice, 'told twice').toEqual([]);
    expect((await carried.ended(caseId)).status.name).toBe('COMPLETED');
  };

  // Ways share their beginnings; each place is tried once.
  const places = ways.flatMap((way) =>
    life(way).flatMap(({ name }, index, steps) => {
      const others = ways.slice(0, ways.indexOf(way));
      const known = others.some((other) => life(other)[index]?.name === name);
      return known || index === steps.length - 1 ? [] : [{ way, name }];
    }),
  );

  it('between any two steps, with the next act ruled before it is back: every case ends as if undisturbed', async () => {
    expect(places.length).toBeGreaterThan(20);
    await inParallel(places, ({ way, name }, index) =>
      live(carried, `between-${index}`, parted(life(way), name).before),
    );
    await kill();
    const rest = await inParallel(places, async ({ way, name }, index) => {
      const [next, ...others] = parted(life(way), name).after;
      if (next?.kind !== 'act') return parted(life(way), name).after;
      await live(carried, `between-${index}`, [next]);
      return others;
    });
    await startAgain();
    await inParallel(rest, (steps, index) => live(carried, `between-${index}`, steps));
    await inParallel(places, ({ way }, index) => expectAlike(`between-${index}`, way));
  });

  /** Every ruling that a worker makes by itself, with the last step before it. */
  const rulings = [
    { way: 'dismissed', last: 'notice sent', event: 'case-closed' },
    { way: 'term-ended', last: 'served', event: 'record-closed' },
    { way: 'term-ended', last: 'listed', event: 'duties-performed' },
    { way: 'term-ended', last: 'delivered', event: 'removal-began' },
    { way: 'repaired', last: 'petition accepted', event: 'retractions-sent' },
  ] as const satisfies readonly { way: Way; last: string; event: string }[];

  const recorded = async (caseId: string, event: string): Promise<number> =>
    (await carried.bench.sql`select from case_event where case_id = ${caseId} and type = ${event}`).length;

  /** A ruling is on record with all that follows from it, or has left nothing. */
  const expectWhole = async (caseId: string, event: string): Promise<void> => {
    const found = await findCase(carried.connection.db, caseId);
    if (found === undefined) throw new Error(`there is no case ${caseId}`);
    expect(await recorded(caseId, event)).toBeLessThanOrEqual(1);
    expect((await checkRecord(carried.bench.sql, caseId, () => undefined)).problems).toEqual([]);
    expect(await shown(carried.bench.sql, caseId)).toEqual(expected(found.state));
  };

  /** Brings one case to the middle of each ruling, does something there, and lets all go on. */
  const inTheMiddle = async (
    prefix: string,
    at: HeldAt,
    disturb: () => Promise<void>,
    then: () => Promise<void>,
  ): Promise<void> => {
    await inParallel(rulings, ({ way, last }, index) =>
      live(carried, `${prefix}-${index}`, parted(life(way), last).before),
    );
    for (const [index, { event }] of rulings.entries()) await held.hold(`${prefix}-${index}`, event, at);
    const going = rulings.map(({ way, last }, index) =>
      live(carried, `${prefix}-${index}`, parted(life(way), last).after),
    );
    await held.standing(rulings.length);
    await disturb();
    await held.release();
    await then();
    await Promise.all(going);
    await inParallel(rulings, ({ way }, index) => expectAlike(`${prefix}-${index}`, way));
  };

  // COMMIT follows what writes a ruling at once: whether the database has it when the worker goes is left to chance.
  it('while its rulings are being written: all of a ruling stays or nothing, and each is ruled once in all', () =>
    inTheMiddle('writing', 'insert', kill, async () => {
      await held.standing(0);
      for (const [index, { event }] of rulings.entries()) await expectWhole(`writing-${index}`, event);
      await startAgain();
    }));

  it('after its rulings were sent to be committed, before it knows: they stay, and are not ruled again', () =>
    inTheMiddle('committing', 'commit', kill, async () => {
      await held.standing(0);
      for (const [index, { event }] of rulings.entries())
        await expect.poll(() => recorded(`committing-${index}`, event)).toBe(1);
      await startAgain();
    }));

  it('is not needed: of a ruling whose connection is cut nothing stays, and it is ruled again, once', () =>
    inTheMiddle(
      'cut',
      'insert',
      async () => {
        expect(await held.cut()).toBe(rulings.length);
        for (const [index, { event }] of rulings.entries())
          expect(await recorded(`cut-${index}`, event)).toBe(0);
      },
      () => Promise.resolve(),
    ));

  it.each<HeldAt>(['insert', 'commit'])(
    'in the middle of a sweep (%s): each of its clocks is ruled once',
    async (at) => {
      const ids = Array.from({ length: 12 }, (_, index) => `swept-${at}-${index}`);
      const { before, after } = parted(life('dismissed'), 'notice sent');
      await inParallel(ids, (caseId) => live(carried, caseId, before));
      await held.hold(ids[7]!, 'case-closed', at);
      const until = new Date(
        Date.parse('2026-03-03T02:00:00.000Z') + 95 * 24 * 60 * 60 * 1_000,
      ).toISOString();
      for (const caseId of ids) await advanceCase(carried.connection.db, { caseId, until });
      await held.standing(1);
      await kill();
      await held.release();
      await startAgain();
      await inParallel(ids, (caseId) => carried.until(caseId, ({ stage }) => stage === 'closed', 'closed'));
      expect(after).toHaveLength(1);
      await inParallel(ids, (caseId) => expectAlike(caseId, 'dismissed'));
    },
  );
});
