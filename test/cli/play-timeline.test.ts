import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, padded, row, wrapped } from '../../cli/play/columns.ts';
import { compare, judge } from '../../cli/play/expectations.ts';
import { regimeOf } from '../../cli/play/regime.ts';
import type { Moment } from '../../cli/play/story.ts';
import { isSettled } from '../../cli/play/settled.ts';
import { clocksOf, stagesOf } from '../../cli/play/summary.ts';
import { dayOf, tellEvents, type PlayedEvent, type Telling } from '../../cli/play/tell.ts';
import { spanOf, timeline } from '../../cli/play/timeline.ts';
import { packOf } from '../support/law.ts';

const regime = regimeOf(packOf('cn-market-list', '2021-09-01'));
const telling = (): Telling => ({ regime, nameOf: (actor) => actor, duties: new Map(), armed: new Map() });

const event = (seq: number, type: string, at: string, actor: string, payload: object): PlayedEvent => ({
  seq,
  type,
  at,
  actor,
  payload: { ...payload },
});

const response = {
  key: 'notice.response',
  rule: 'notice.response',
  due: '2022-02-08',
  end: '2022-02-08T16:00:00.000Z',
  provisional: false,
};
const events = [
  event(1, 'notice-served', '2022-01-28T01:00:00.000Z', 'chen', {
    method: 'registered-post',
    effectiveOn: '2022-01-27',
  }),
  event(2, 'clock-armed', '2022-01-28T01:00:00.000Z', 'chen', { clock: response }),
  event(3, 'clock-lapsed', '2022-02-08T16:00:00.000Z', 'clock', {
    key: 'notice.response',
    effect: 'record-closes',
  }),
  event(4, 'record-closed', '2022-02-08T16:00:00.000Z', 'clock', { how: 'window-ended' }),
];

describe('columns', () => {
  it('count wide characters as two', () => {
    expect(stringWidth(padded('市场', 8))).toBe(8);
    expect(cut('市场监督管理', 7)).toBe('市场监…');
    expect(wrapped('市场监督管理严重违法', 10)).toEqual(['市场监督管', '理严重违法']);
  });

  it('break words only where they must', () => {
    expect(wrapped('Statement, defence, hearing', 20)).toEqual(['Statement, defence,', 'hearing']);
    expect(wrapped('incomprehensibilities', 10)).toEqual(['incomprehe', 'nsibilitie', 's']);
    expect(wrapped('', 10)).toEqual(['']);
  });

  it('stand beside each other', () => {
    expect(
      row([
        { text: '◷', width: 1 },
        { text: 'one two three', width: 7 },
        { text: 'law', width: 5 },
      ]),
    ).toEqual(['◷  one two  law', '   three']);
  });
});

describe('tellEvents', () => {
  it('tells an act with the clock it starts, and what the clock did by itself with its law', () => {
    const told = tellEvents(events, { by: 'chen', what: 'Prove that the notice was served' }, telling());
    expect(told).toMatchObject([
      {
        kind: 'act',
        on: '2022-01-28',
        what: 'Prove that the notice was served',
        facts: ['method registered-post', 'effective on 2022-01-27'],
        changes: [
          {
            kind: 'armed',
            length: '5 working days',
            due: '2022-02-08',
            law: { citation: 'APL arts. 64, 85', status: 'secondary' },
          },
        ],
      },
      { kind: 'itself', on: '2022-02-08', time: '24:00', who: 'clock', changes: [{ kind: 'fact' }] },
    ]);
  });

  it('tells events that it has never heard of by their names', () => {
    const told = tellEvents(
      [event(1, 'moon-visited', '2022-01-28T01:00:00.000Z', 'chen', { howLong: 3, secret: 'a'.repeat(64) })],
      undefined,
      telling(),
    );
    expect(told).toMatchObject([{ what: 'Moon visited', facts: ['how long 3'] }]);
  });

  it('joins what is the same for several recipients', () => {
    const clocks = ['a', 'b'].map((ref, index) =>
      event(index + 1, 'clock-armed', '2025-02-12T01:00:00.000Z', 'engine', {
        clock: { key: `removal.acknowledge#${ref}`, rule: 'removal.acknowledge', ref, due: '2025-02-26' },
      }),
    );
    expect(tellEvents(clocks, undefined, telling())).toMatchObject([{ kind: 'itself', changes: [] }]);
  });

  it('puts the end of a day on that day', () => {
    expect(dayOf('2022-02-08T16:00:00.000Z', 'Asia/Shanghai')).toEqual({ on: '2022-02-08', time: '24:00' });
    expect(dayOf('2022-02-08T16:01:00.000Z', 'Asia/Shanghai')).toEqual({ on: '2022-02-09', time: '00:01' });
  });
});

describe('timeline', () => {
  const printed = (moments: readonly Moment[]): string[] => {
    const lines: string[] = [];
    const watcher = timeline({ write: (line) => lines.push(line), color: false });
    watcher.began('A case', 'About it.', 'cn-market-list 2021-09-01');
    for (const moment of moments) watcher.moment(moment);
    return lines;
  };

  it('fits a hundred columns and is plain without colours', () => {
    const told = tellEvents(events, undefined, telling());
    const refused: Moment = {
      kind: 'refused',
      at: '2022-02-10T01:00:00.000Z',
      on: '2022-02-10',
      time: '09:00',
      who: 'chen, a caseworker with a very long name indeed',
      what: 'Decide to list',
      facts: [],
      changes: [],
      refusals: [
        {
          rule: 'review.separation',
          citation:
            'APL arts. 57-58, 64(4), and a good many more articles of a good many more laws and orders',
          status: 'secondary',
          detail: 'chen already acted in this case (determination-recorded).',
          lawful: ['The same act by another person.'],
        },
      ],
    };
    const lines = printed([...told, refused]);
    expect(lines.filter((line) => stringWidth(line) > 100)).toEqual([]);
    expect(lines.join('\n')).not.toContain('\u001B');
    expect(lines).toContain(
      '              ◷ due 2022-02-08  Statement, defence, request for a       ◐ APL arts. 64, 85',
    );
    expect(lines.join('\n')).toMatch(
      /✗ Decide to list[^]*refused {3}chen already[^]*◐ APL arts[^]*lawful {4}The same/u,
    );
  });

  it('says how much time went by', () => {
    expect(spanOf(1095)).toBe('2 years 11 months');
    expect(spanOf(366)).toBe('1 year');
    expect(spanOf(40)).toBe('1 month');
    expect(spanOf(1)).toBe('1 day');
  });
});

describe('isSettled', () => {
  const quiet = { unrecorded: [] };
  const duty = { id: 'd1', kind: 'deliver', endedAt: '2025-02-12T01:00:00.000Z', proof: 'feed' };
  const performed = event(5, 'duties-performed', '2025-02-12T01:00:00.000Z', 'engine', {
    duties: [{ id: 'd1' }],
  });

  it('wants moments ruled, duties ended and recorded, and the record as long as the case says', () => {
    const due = { unrecorded: [{ type: 'term-ended' }] };
    expect(isSettled({ ...due, seq: 5, events: [performed], duties: [duty] }, 0)).toBe(false);
    expect(isSettled({ ...quiet, seq: 5, events: [performed], duties: [duty] }, 0)).toBe(true);
    expect(isSettled({ ...quiet, seq: 4, events: [performed], duties: [duty] }, 0)).toBe(false);
    expect(isSettled({ ...quiet, seq: 4, events: events.slice(-1), duties: [duty] }, 0)).toBe(false);
    expect(
      isSettled({ ...quiet, seq: 4, events: events.slice(-1), duties: [{ ...duty, endedAt: null }] }, 0),
    ).toBe(false);
    // A letter waits for the person who posts it.
    const letter = { ...duty, kind: 'serve', endedAt: null, proof: null };
    expect(isSettled({ ...quiet, seq: 4, events: events.slice(-1), duties: [letter] }, 0)).toBe(false);
    expect(isSettled({ ...quiet, seq: 4, events: events.slice(-1), duties: [letter] }, 1)).toBe(true);
    // A delivery that is owed no longer has no proof.
    expect(
      isSettled({ ...quiet, seq: 4, events: events.slice(-1), duties: [{ ...duty, proof: null }] }, 0),
    ).toBe(true);
  });
});

describe('expectations', () => {
  const law = { citation: 'APL arts. 64, 85', status: 'verified-text' };
  const seen = {
    caseId: 'c1',
    seq: 4,
    regime: 'cn-market-list',
    version: '2021-09-01',
    ground: 'food-safety',
    stage: 'notice',
    outcome: null,
    now: '2022-01-28T01:00:00.000Z',
    openedAt: '2022-01-17T01:00:00.000Z',
    entry: null,
    responses: [],
    removal: null,
    unrecorded: [],
    clocks: [{ ...response, ...law, rungs: [] }],
    duties: [],
    tasks: [
      { key: 'k1', act: 'close-record', role: 'caseworker', due: null, ref: null },
      { key: 'k2', act: 'acknowledge-lifting', role: 'recipient', due: '2022-03-01', ref: 'credit-china' },
    ],
    events: [...events],
    endedClocks: [
      { key: 'publication.publish', rule: 'publication.publish', due: '2022-03-01', outcome: 'met' },
    ],
    petitions: [{ id: 'p1', status: 'filed' }],
  };
  const found = {
    seen,
    events: ['notice-served', 'clock-armed'],
    facts: {
      register: undefined,
      feed: {
        'credit-china': [
          { kind: 'deliver', entry: { marks: [] } },
          { kind: 'retract', entry: null },
        ],
      },
      actions: { chen: { 'close-record': [], 'approve-listing': ['sequence', 'roles'] } },
      document: 'You may answer within five working days.',
    },
    answer: { stage: 'notice' },
  };
  const refused = {
    kind: 'refused',
    type: 'not-entitled',
    refusals: [{ rule: 'a', ...law, status: 'secondary', detail: 'no', lawful: [] }],
    body: {},
  } as const;

  it('are met where the case has what is expected', () => {
    expect(
      compare(
        {
          stage: 'notice',
          outcome: null,
          register: 'absent',
          events: ['notice-served', 'clock-armed'],
          clocks: {
            'notice.response': { due: '2022-02-08', citation: 'APL arts. 64, 85', outcome: 'armed' },
            'publication.publish': { outcome: 'met' },
            'entry.term': 'absent',
          },
          case: { petitions: [{ status: 'filed' }] },
          answer: { stage: 'notice' },
        },
        found,
        regime,
      ),
    ).toEqual([]);
  });

  it('tell what was expected and what was found', () => {
    const differences = compare(
      {
        stage: 'listed',
        register: 'listed',
        events: ['clock-armed', 'notice-served'],
        clocks: { 'notice.response': '2022-02-09', 'entry.term': '2025-01-01' },
        case: { petitions: [{ status: 'granted' }] },
      },
      found,
      regime,
    );
    expect(differences.map(({ expected, found: is }) => [expected, is])).toEqual([
      ['stage listed', 'stage notice'],
      ['notice.response: due 2022-02-09', 'due 2022-02-08'],
      ['a clock entry.term', 'there was none'],
      ['the register: listed', 'absent'],
      ['the event notice-served, in this order', 'notice-served, clock-armed'],
      ['petitions [{"status":"granted"}]', '[{"id":"p1","status":"filed"}]'],
    ]);
  });

  it('of a refusal name the rules that stand in the way', () => {
    expect(judge(refused, { refused: 'a' }, 'Act')).toBeNull();
    expect(judge(refused, { refused: ['a', 'b'] }, 'Act')).toMatchObject({
      expected: '"Act" to be refused by b',
    });
    expect(judge(refused, {}, 'Act')).toMatchObject({
      expected: '"Act" to be lawful',
      found: 'refused by a: no',
    });
    expect(judge({ kind: 'answered', body: {} }, { refused: 'a' }, 'Act')).toMatchObject({
      found: expect.stringContaining('lawful'),
    });
  });

  it('of a problem name its type', () => {
    const problem = {
      kind: 'problem',
      type: 'case-not-found',
      status: 404,
      message: 'There is no such case.',
      errors: [],
      body: {},
    } as const;
    expect(judge(problem, { problem: 'case-not-found' }, 'Act')).toBeNull();
    expect(judge(refused, { problem: 'not-entitled', refused: 'a' }, 'Act')).toBeNull();
    expect(judge(problem, {}, 'Act')).toMatchObject({
      expected: '"Act" to be ruled',
      found: 'There is no such case.',
    });
    expect(judge(problem, { problem: 'invalid-request' }, 'Act')).toMatchObject({
      path: ['expect', 'problem'],
      expected: '"Act" to be the problem invalid-request',
      found: 'the problem case-not-found: There is no such case.',
    });
    expect(judge(problem, { refused: 'a' }, 'Act')).toMatchObject({ path: ['expect', 'refused'] });
    expect(judge({ kind: 'answered', body: {} }, { problem: 'case-not-found' }, 'Act')).not.toBeNull();
  });

  it.each<[string, Parameters<typeof compare>[0], string[]]>([
    ['a task that waits', { tasks: { 'close-record': 'open', publish: 'absent' } }, []],
    [
      'a task of somebody, until a day',
      { tasks: { 'acknowledge-lifting': { role: 'recipient', due: '2022-03-01', ref: 'credit-china' } } },
      [],
    ],
    [
      'tasks that are otherwise',
      { tasks: { 'close-record': { due: '2022-03-01' }, publish: 'open', 'acknowledge-lifting': 'absent' } },
      ['due none', 'close-record, acknowledge-lifting', 'waits for recipient'],
    ],
    ['a feed by kinds', { feed: { 'credit-china': ['deliver', 'retract'], nobody: [] } }, []],
    ['a feed by parts', { feed: { 'credit-china': ['deliver', { kind: 'retract', entry: null }] } }, []],
    ['a feed that has more', { feed: { 'credit-china': ['deliver'] } }, ['["deliver","retract"]']],
    [
      'actions',
      { actions: { chen: { 'close-record': 'possible', 'approve-listing': ['sequence', 'roles'] } } },
      [],
    ],
    [
      'actions that are otherwise',
      { actions: { chen: { 'close-record': 'roles', 'approve-listing': 'possible', 'no-act': 'roles' } } },
      ['possible', 'sequence, roles', 'no act of the procedure'],
    ],
    ['a document', { document: { id: 'd', says: ['within five\n  working days'], lacks: ['three'] } }, []],
    [
      'a document that is otherwise',
      { document: { id: 'd', says: ['three'], lacks: ['five working'] } },
      ['You may answer within five working days.', 'it does'],
    ],
    ['an empty list', { case: { responses: [] } }, []],
    ['an empty list that is none', { case: { petitions: [] } }, ['[{"id":"p1","status":"filed"}]']],
  ])('look at %s', (_, expected, wrong) => {
    expect(compare(expected, found, regime).map((each) => each.found)).toEqual(wrong);
  });

  it('look at what an entry says to the public', () => {
    const facts = { ...found.facts, register: { marks: [], fields: { until: '2025-01-01' } } };
    const look = (register: Parameters<typeof compare>[0]['register']) =>
      compare({ register }, { ...found, facts }, regime).map((each) => each.found);
    expect(look('listed')).toEqual([]);
    expect(look({ fields: { until: '2025-01-01' } })).toEqual([]);
    expect(look({ fields: { until: '2026-01-01' } })).toEqual(['"2025-01-01"']);
    expect(compare({ register: { marks: [] } }, found, regime)).toMatchObject([{ found: 'absent' }]);
  });

  it('rest on the record: stages and clocks are read off its events', () => {
    expect(stagesOf({ ...seen, stage: 'list-review' })).toEqual([
      { stage: 'list-review', at: '2022-02-08T16:00:00.000Z' },
    ]);
    expect(clocksOf(seen, regime)).toEqual([
      {
        key: 'notice.response',
        due: '2022-02-08',
        end: '2022-02-08T16:00:00.000Z',
        outcome: 'lapsed',
        citation: 'APL arts. 64, 85',
        status: 'secondary',
      },
    ]);
  });
});
