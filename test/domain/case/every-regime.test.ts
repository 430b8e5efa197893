import { describe, expect, it } from 'vitest';
import { cast, nextLawful, opening } from '../../support/lawful.ts';
import { catalogue, Play } from '../../support/law.ts';

const cases = catalogue.all.flatMap(({ pack }) =>
  pack.grounds.map((ground) => ({
    name: `${pack.regime} ${pack.version}: ${ground.id}`,
    pack,
    ground: ground.id,
  })),
);

describe.each(cases)('$name', ({ pack, ground }) => {
  it('goes from opening to closing when everybody does what the law asks, and nobody more', () => {
    const play = new Play(pack);
    const { at, command } = opening(pack, ground);
    const first = play.ask(at, cast.investigator, command);
    expect(first.kind === 'refused' ? first.refusals : []).toEqual([]);
    let now = at;
    for (let step = 0; step < 200 && play.now.stage !== 'closed'; step += 1) {
      const next = nextLawful(play, now);
      if (next === null) break;
      expect(next.decision?.kind === 'refused' ? next.decision.refusals : []).toEqual([]);
      now = next.at > now ? next.at : now;
    }
    const indefinite = play.now.entry?.end === null && play.now.stage === 'listed';
    expect(
      indefinite ? 'listed' : play.now.stage,
      JSON.stringify(play.events.slice(-6).map(({ event }) => event.type)),
    ).toBe(indefinite ? 'listed' : 'closed');
  });
});
