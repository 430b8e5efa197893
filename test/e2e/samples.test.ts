import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClient } from '../../cli/play/api-client.ts';
import { atOnce } from '../../cli/play/at-once.ts';
import { checkRecord } from '../../cli/play/check-record.ts';
import { startMailSink, type MailSink } from '../../cli/play/mail-sink.ts';
import { misfits } from '../../cli/play/misfits.ts';
import { play } from '../../cli/play/player.ts';
import { readScenarios } from '../../cli/play/read-scenarios.ts';
import type { PlayedCase } from '../../cli/play/story.ts';
import { playingWith } from '../../cli/play/temporary-stack.ts';
import { timeline } from '../../cli/play/timeline.ts';
import { connect } from '../../db/client.ts';
import { createEnvironment, type Environment } from '../support/environment.ts';
import { catalogue } from '../support/law.ts';

const folder = fileURLToPath(new URL('../../samples/', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
/** Two cores, and a worker that has work of its own. */
const AT_ONCE = 3;

type Played = { readonly played: PlayedCase; readonly text: string };

describe('the samples, through the API on real servers in virtual time', () => {
  let environment: Environment;
  let mail: MailSink;
  const told = new Map<string, Played>();
  const of = (name: string): Played => {
    const found = told.get(name);
    if (found === undefined) throw new Error(`${name} was not played`);
    return found;
  };

  beforeAll(async () => {
    mail = await startMailSink();
    environment = await createEnvironment('samples');
    await environment.startWorkerProcess(playingWith(mail));
    await environment.startApiProcess();
    const client = await openClient({ url: environment.apiUrl, token: environment.token });
    const scenarios = readScenarios(names.map((name) => `${folder}${name}`));
    expect(scenarios.flatMap((scenario) => misfits(scenario, client.operations))).toEqual([]);
    await atOnce(scenarios, AT_ONCE, async (scenario) => {
      const lines: string[] = [];
      const played = await play(
        scenario,
        client,
        timeline({ write: (line) => lines.push(line), color: false }),
      );
      told.set(played.scenario, { played, text: lines.join('\n') });
    });
  }, 600_000);
  afterAll(async () => {
    await environment.dispose();
    await mail.close();
  });

  it.each(names)('%s comes out as it expects', (name) => {
    expect(of(name).played.failures).toEqual([]);
  });

  it('takes a case to its end under every regime version that is shipped', () => {
    const ended = new Set(
      [...told.values()].flatMap(({ played }) =>
        played.outcome === null ? [] : [`${played.regime} ${played.version}`],
      ),
    );
    expect(ended).toEqual(new Set(catalogue.all.map(({ pack }) => `${pack.regime} ${pack.version}`)));
  });

  it('ends cases in every way there is', () => {
    const outcomes = [...told.values()].flatMap(({ played: { further, ...first } }) =>
      [first, ...further].flatMap(({ outcome }) => outcome ?? []),
    );
    expect([...new Set(outcomes)].sort()).toEqual(
      expect.arrayContaining([
        'annulled',
        'basis-fell',
        'dismissed',
        'joined',
        'mistaken-identity',
        'refused',
        'released',
        'repaired',
        'term-ended',
      ]),
    );
  });

  it('an entry that nobody touches ends by its own date, everywhere', () => {
    const { played, text } = of('ends-by-expiry.yaml');
    expect(played.stages.map(({ stage }) => stage)).toEqual([
      'determination',
      'notice',
      'list-review',
      'listed',
      'removal',
      'closed',
    ]);
    expect(played.clocks.find(({ key }) => key === 'entry.term')).toMatchObject({
      due: '2025-02-11',
      outcome: 'lapsed',
      citation: 'Order 44 art. 22',
      status: 'unverified',
    });
    expect(played.refusals.map(({ rule }) => rule)).toEqual([
      'review.separation',
      'measures',
      'review.notHeavierThanNotified',
    ]);
    expect(played.recipients.find(({ id }) => id === 'procurement-and-bidding-authorities')).toMatchObject({
      standing: 'escalated',
      on: '2025-02-26',
    });
    expect(text).toContain('◷ due 2022-02-08  Statement, defence');
  });

  it('a petition before its time is refused with the first lawful day', () => {
    const { refusals } = of('ends-by-repair.yaml').played;
    expect(refusals.find(({ rule }) => rule === 'petition.notBefore')).toMatchObject({
      citation: 'Order 44 art. 17',
      lawful: ['File on 2023-03-08 or later.'],
    });
  });

  it('tells a scenario of several cases as several, in one time', () => {
    const { played, text } = of('joined-and-relisted.yaml');
    expect(played.further.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['second', 'joined'],
      ['new-facts', null],
    ]);
    expect(text).toContain('── case second ──');
    expect(new Set(played.further.slice(0, 1).map(({ days }) => days))).toEqual(new Set([played.days]));
  });

  it('tells a deputy with the one it stands in for', () => {
    expect(of('deputies-and-accounts.yaml').text).toContain('Bo for Mei');
  });

  it('leaves records that verify: every chain whole, every state the fold of its events', async () => {
    const database = connect(environment.databaseUrl, { max: 2 });
    try {
      const checked = await checkRecord(database.sql, undefined, () => undefined);
      expect(checked.cases).toBeGreaterThanOrEqual(names.length);
      expect(checked.problems).toEqual([]);
    } finally {
      await database.close();
    }
  });
});
