import fc from 'fast-check';
import { agenda } from '../../domain/case/agenda.ts';
import type { Actor, Command } from '../../domain/case/commands.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { asks } from '../support/asks.ts';
import { Play, type Asked } from '../support/law.ts';
import { cast, nextLawful, opening, petitioned, plusDays } from '../support/lawful.ts';

/** A case on its lawful way for some steps, then asked anything, by anybody, some days apart. */
export type Sequence = {
  readonly lawful: number;
  readonly repaired: boolean;
  readonly wild: readonly (readonly [days: number, actor: Actor, command: Command])[];
};

/** A sequence as it went in memory. */
export type Lived = {
  readonly asked: readonly Asked[];
  readonly state: CaseState;
  readonly events: readonly string[];
};

const MINUTE_MS = 60_000;
const later = (at: string): string => new Date(Date.parse(at) + MINUTE_MS).toISOString();

export function sequences(pack: Pack): fc.Arbitrary<Sequence> {
  const ask = fc
    .tuple(fc.constantFrom(0, 0, 1, 3, 12, 60, 400), asks(pack))
    // Who may stand in for whom is the API's to say, before the decider is asked.
    .filter(([, [actor]]) => actor.kind === 'person' && actor.onBehalfOf === undefined)
    .map(([days, [actor, command]]) => [days, actor, command] as const);
  return fc.record({
    lawful: fc.integer({ min: 2, max: 16 }),
    repaired: fc.boolean(),
    wild: fc.array(ask, { minLength: 1, maxLength: 25, size: 'max' }),
  });
}

/** Plays a sequence in memory as a deployment would live it: at each moment that comes due, what is owed is done. */
export function lived(pack: Pack, { lawful, repaired, wild }: Sequence): Lived {
  const play = new Deployed(pack);
  const { at, command } = opening(pack);
  play.ask(at, cast.investigator, command);
  for (let step = 0; step < lawful; step += 1) {
    if (repaired && play.now.stage === 'listed' && play.now.entry?.publishedAt !== undefined) {
      petitioned(play, later(play.last));
      break;
    }
    if (nextLawful(play, later(play.last)) === null) break;
  }
  for (const [days, actor, command] of wild) play.ask(plusDays(later(play.last), days), actor, command);
  return { asked: play.asked, state: play.now, events: play.recorded.map(({ event }) => event.type) };
}

/** A case in a deployment: nothing waits until somebody asks. */
class Deployed extends Play {
  last = '';

  override ask(at: string, actor: Actor, command: Command): ReturnType<Play['ask']> {
    const then = at > this.last ? at : later(this.last);
    if (this.state !== null) this.#live(then);
    this.last = then;
    const served = command.type === 'prove-service' || command.type === 'prove-decision-service';
    const decision = super.ask(then, actor, served ? { ...command, actOn: then } : command);
    this.#perform(then);
    return decision;
  }

  #live(until: string): void {
    for (;;) {
      const [moment] = agenda(this.now);
      if (moment === undefined || moment.at > until) return;
      const at = moment.at > this.last ? moment.at : this.last;
      super.ask(at, { kind: 'clock' }, { type: 'keep-clocks' });
      this.#perform(at);
    }
  }

  #perform(at: string): void {
    const duties = Object.keys(this.now.duties).map((id) => ({ id, proof: 'feed' }));
    if (duties.length > 0) super.ask(at, { kind: 'engine' }, { type: 'perform-duties', duties });
  }
}
