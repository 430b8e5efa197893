import { describe, expect, it } from 'vitest';
import type { Command } from '../../../domain/case/commands.ts';
import type { OtherCase } from '../../../domain/case/handler.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { tasks } from '../../../domain/case/tasks.ts';
import { ask, delivered, officer, onwards, until } from '../../support/course.ts';
import { packOf, Play, refusedBy, text } from '../../support/law.ts';
import { cast, opening } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const far = packOf('us-far-9.4', '2025-01-17');
const engine = { kind: 'engine' } as const;
const served = () => until(market, ({ notice }) => notice?.servedOn !== undefined);
const join: Command = { type: 'join-case', into: 'c2', reasons: text('one matter') };

/** Another case as it stands, under the id that is asked for. */
const another = (state: CaseState, sameSubject: boolean): OtherCase => ({
  state: { ...state, caseId: 'c2' },
  sameSubject,
});
const otherInstrument = (state: CaseState): CaseState => ({
  ...state,
  instrument: { ...state.instrument!, documentDigest: 'e'.repeat(64) },
});

describe('joinder', () => {
  const joined = (other: OtherCase | undefined) => {
    const course = served();
    ask(course, cast.subject, { type: 'respond', statement: text('no'), points: [], nature: 'statement' });
    course.play.other = other;
    return { course, refusals: refusedBy(ask(course, cast.investigator, join)) };
  };
  const open = served().play.now;

  it('needs an open case before the same authority, about the same subject or on the same instrument', () => {
    expect(joined(undefined).refusals).toEqual(['join']);
    expect(joined(another(delivered(market).play.now, true)).refusals).toEqual(['join']);
    expect(joined(another(until(far, ({ stage }) => stage === 'notice').play.now, true)).refusals).toEqual([
      'join',
    ]);
    expect(joined(another({ ...open, authority: { ...open.authority, id: 'a9' } }, true)).refusals).toEqual([
      'join',
    ]);
    expect(joined(another(otherInstrument(open), false)).refusals).toEqual(['join']);
    expect(joined(another(otherInstrument(open), true)).refusals).toEqual([]);
    expect(joined(another(open, false)).refusals).toEqual([]);
  });

  it('closes the case, and says how much of a defence goes along', () => {
    const { course } = joined(another(open, true));
    expect(course.play.now).toMatchObject({ stage: 'closed', outcome: 'joined' });
    expect(course.play.recorded.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'case-joined', into: 'c2', responses: 1 }),
    );
  });

  it('bars the decision of the case that goes on until the defence is answered', () => {
    const course = until(market, ({ stage }) => stage === 'list-review');
    ask(course, engine, { type: 'receive-joined-case', from: 'c1b', responses: 1 });
    expect(tasks(course.play.now).map(({ act }) => act)).toContain('consider-joined-defence');
    const { measures } = course.play.now.notice!;
    const approve = () =>
      refusedBy(
        ask(course, cast.reviewer, {
          type: 'approve-listing',
          measures,
          term: null,
          reasons: text('why'),
          contents: market.review.decisionContents.items.map(({ id }) => id),
          members: [],
          lighter: { considered: market.measures.map(({ id }) => id), reasons: text('lighter') },
        }),
      );
    expect(approve()).toEqual(['notice.response.considered']);
    const consider: Command = { type: 'consider-joined-defence', joined: 'c1b', answer: text('so') };
    expect(refusedBy(ask(course, cast.investigator, consider))).toEqual([]);
    expect(refusedBy(ask(course, cast.investigator, consider))).toEqual(['join.defence']);
    expect(approve()).toEqual([]);
  });
});

describe('a linked case', () => {
  const { subjects } = market;
  const relation = { id: 'legal-representative', title: { en: 'legal representative' } };
  const pack = { ...market, subjects: { ...subjects, linked: [relation] } };
  const { at, command } = opening(pack);
  const linked = (other: OtherCase | undefined) => {
    if (command.type !== 'open-case') throw new Error('not an opening');
    const play = new Play(pack, 'c7');
    play.other = other;
    return play.ask(at, cast.investigator, {
      ...command,
      linkedTo: { caseId: 'c2', relation: 'legal-representative' },
    });
  };

  it('is tied only to a case that there is, and that has not lost its basis', () => {
    const main = served().play.now;
    expect(refusedBy(linked(undefined))).toEqual(['linkedTo']);
    expect(refusedBy(linked(another({ ...main, outcome: 'basis-fell' }, false)))).toEqual(['linkedTo']);
    expect(refusedBy(linked(another(main, false)))).toEqual([]);
  });

  it('is looked at when the basis of the main case falls', () => {
    const course = delivered(market);
    const fell: Command = { type: 'begin-basis-review', main: 'c2' };
    ask(course, engine, fell);
    ask(course, engine, fell);
    expect(course.play.recorded.filter(({ event }) => event.type === 'basis-review-began')).toHaveLength(1);
    expect(tasks(course.play.now).map(({ act }) => act)).toContain('end-basis-review');
    ask(course, officer('gao'), { type: 'end-basis-review', outcome: 'falls', reasons: text('with it') });
    expect(course.play.now).toMatchObject({ stage: 'removal', removal: { cause: 'basis-fell' } });
    onwards(course, ({ stage }) => stage === 'closed');
  });
});

describe('consent of the next-higher authority', () => {
  it('is asked for at the opening already: without one the case would wait for nobody', () => {
    const { at, command } = opening(market);
    if (command.type !== 'open-case') throw new Error('not an opening');
    const play = new Play(market);
    const alone = { id: 'a1', level: 'county', regimes: ['cn-market-list'] };
    expect(refusedBy(play.ask(at, cast.investigator, { ...command, authority: alone }))).toEqual([
      'review.consent',
    ]);
    const province = { id: 'a1', level: 'province', regimes: ['cn-market-list'] };
    expect(refusedBy(play.ask(at, cast.investigator, { ...command, authority: province }))).toEqual([]);
    const to = { id: 'a5', level: 'city', regimes: ['cn-market-list'] };
    const supervisor = officer('gao');
    expect(
      refusedBy(play.ask(at, supervisor, { type: 'transfer-case', to, reasons: text('there') })),
    ).toEqual(['review.consent']);
  });
});
