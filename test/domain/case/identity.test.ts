import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../domain/case/state.ts';
import { bindingSchemes } from '../../../domain/register/identity.ts';
import { ask, delivered } from '../../support/course.ts';
import { packOf, Play, refusedBy } from '../../support/law.ts';
import { cast, nextLawful, opening } from '../../support/lawful.ts';

const market = packOf('cn-market-list', '2021-09-01');
const digest = 'd'.repeat(64);
const successor = (identifiers: readonly string[], kind: Subject['kind'] = 'organisation'): Subject => ({
  ref: 's2',
  kind,
  identifiers,
  minor: false,
});

describe('what binds an entry to its subject', () => {
  it.each([
    [['name', 'alias'], []],
    [['trade-name', 'former_names', 'aka', 'unified-social-credit-code'], ['unified-social-credit-code']],
    [
      ['passport', 'passport', 'id-number'],
      ['passport', 'id-number'],
    ],
  ])('of %j is %j', (schemes, binding) => {
    expect(bindingSchemes(schemes)).toEqual(binding);
  });

  it('is never a name: nobody is listed by two of them', () => {
    const play = new Play(market);
    const { at, command } = opening(market);
    if (command.type !== 'open-case') throw new Error('not an opening');
    play.ask(at, cast.investigator, { ...command, subject: successor(['name', 'alias']) });
    let now = at;
    while (play.now.stage !== 'list-review') now = nextLawful(play, now)!.at;
    const decision = nextLawful(play, now)!.decision!;
    expect(refusedBy(decision)).toContain('identity');
  });

  it('is needed of a successor too', () => {
    const course = delivered(market);
    for (const identifiers of [[], ['name', 'alias'], ['registration-number']])
      expect(
        refusedBy(
          ask(course, cast.investigator, {
            type: 'record-succession',
            successor: successor(identifiers),
            document: digest,
          }),
        ),
      ).toEqual(['identity']);
    const followed = ask(course, cast.investigator, {
      type: 'record-succession',
      successor: successor(['registration-number', 'tax-number']),
      document: digest,
    });
    expect(refusedBy(followed)).toEqual([]);
    expect(course.play.now.subject.ref).toBe('s2');
  });
});
