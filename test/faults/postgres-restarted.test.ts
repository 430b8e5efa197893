import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkRecord } from '../../cli/play/check-record.ts';
import { identify } from '../../cli/stack/process-identity.ts';
import { waitFor } from '../../cli/stack/wait.ts';
import { advanceCase } from '../../db/commands/advance-case.ts';
import { benchOn } from '../db/record.ts';
import { publish } from '../db/market-case.ts';
import { carriedOn, type Carried } from '../workflows/carried.ts';
import { life, live, parted } from '../workflows/lives.ts';
import { heldRulings } from './held-rulings.ts';
import { ownStack, type OwnStack } from './own-stack.ts';
import { story } from './story.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const UNSERVED_UNTIL = new Date(Date.parse('2026-03-03T02:00:00.000Z') + 95 * DAY_MS).toISOString();

describe('PostgreSQL', () => {
  let own: OwnStack;
  let carried: Carried;
  beforeAll(async () => {
    own = await ownStack({ supervised: false });
    carried = await carriedOn(own);
  });
  afterEach(async () => {
    await own.bench.sql`drop table if exists held_ruling`;
    await own.bench.sql`drop function if exists hold_ruling cascade`;
  });
  afterAll(() => carried.dispose());

  const { before: listed } = parted(life('basis-fell'), 'listed');
  const { before: unserved } = parted(life('dismissed'), 'notice sent');

  const delivered = (caseId: string) =>
    carried.until(caseId, ({ entry }) => entry?.delivered.length === 4, 'delivered');
  const closed = (caseId: string) => carried.until(caseId, ({ stage }) => stage === 'closed', 'closed');

  it('undisturbed, has a duty performed and a clock ruled', async () => {
    await live(carried, 'calm-duty', listed);
    await live(carried, 'calm-clock', unserved);
    await carried.act('calm-duty', publish);
    await advanceCase(own.connection.db, { caseId: 'calm-clock', until: UNSERVED_UNTIL });
    await delivered('calm-duty');
    await closed('calm-clock');
  });

  it.each<NodeJS.Signals>(['SIGINT', 'SIGQUIT'])(
    'restarts (%s) in the middle of rulings: they are made again, once, by the processes that are there',
    async (signal) => {
      const duties = Array.from({ length: 4 }, () => `duty-${randomUUID()}`);
      const clock = `clock-${randomUUID()}`;
      for (const caseId of duties) await live(carried, caseId, listed);
      await live(carried, clock, unserved);
      const pids = own.stack.pids();

      const holder = benchOn(own.env);
      const held = await heldRulings(holder.bench.sql);
      for (const caseId of duties) await held.hold(caseId, 'duties-performed', 'insert');
      await held.hold(clock, 'case-closed', 'commit');
      for (const caseId of duties) await carried.act(caseId, publish);
      await advanceCase(own.connection.db, { caseId: clock, until: UNSERVED_UNTIL });
      await held.standing(duties.length + 1);

      await own.stack.stopPostgres(signal);
      await own.stack.startPostgres();
      await holder.connection.close();
      await waitFor(
        () =>
          own.bench.sql`select 1`.then(
            () => true as const,
            () => undefined,
          ),
        {
          expected: 'PostgreSQL did not answer again',
          limitMs: 30_000,
        },
      );
      for (const caseId of duties) await delivered(caseId);
      await closed(clock);

      for (const caseId of duties) expect(await story(own, caseId)).toEqual(await story(own, 'calm-duty'));
      expect(await story(own, clock)).toEqual(await story(own, 'calm-clock'));
      expect((await checkRecord(own.bench.sql, undefined, () => undefined)).problems).toEqual([]);
      for (const pid of [pids.worker ?? 0, pids.api ?? 0]) expect(identify(pid), 'still lives').toBeDefined();
    },
  );
});
