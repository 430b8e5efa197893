import type { Calendars } from '../../domain/calendar/calendar.ts';
import type { Actor } from '../../domain/case/commands.ts';
import type { Context } from '../../domain/case/handler.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { person, Play, text } from '../support/law.ts';
import { nextLawful, opening, plusDays } from '../support/lawful.ts';

/** A play on calendars of one's own. */
export class PlayOn extends Play {
  readonly #calendars: Calendars;

  constructor(pack: Pack, calendars: Calendars, caseId?: string) {
    super(pack, caseId);
    this.#calendars = calendars;
  }

  override context(at: string, actor: Actor): Context {
    return { ...super.context(at, actor), calendars: this.#calendars };
  }
}

export type Until = (state: CaseState) => boolean;

export const served: Until = ({ notice }) => notice?.servedOn !== undefined;
export const listed: Until = ({ stage }) => stage === 'listed';
/** Listed, published, and with copies at all who get one. */
export const published: Until = ({ stage, entry, duties }) =>
  stage === 'listed' && entry?.publishedAt !== undefined && Object.keys(duties).length === 0;

type Start = {
  readonly at: string;
  readonly ground?: string;
  readonly caseId?: string;
  /** The date of the instrument; by default the day on which the version came into force. */
  readonly instrumentOn?: string;
  /** Whether the subject states its case when the notice is served. */
  readonly responds?: boolean;
};

/** Plays a case lawfully from its opening until something is so; the acts follow each other by minutes. */
export function playedUntil(pack: Pack, calendars: Calendars, until: Until, start: Start): PlayOn {
  const play = new PlayOn(pack, calendars, start.caseId);
  const { command } = opening(pack, start.ground);
  const { instrumentOn } = start;
  const opened = play.ask(
    start.at,
    caseworker,
    command.type === 'open-case' && instrumentOn !== undefined
      ? { ...command, instrument: { ...command.instrument, date: instrumentOn } }
      : command,
  );
  if (opened.kind === 'refused') throw new Error(JSON.stringify(opened.refusals));
  let now = start.at;
  for (let step = 0; step < 60 && !until(play.now); step += 1) {
    if (start.responds && served(play.now) && play.now.responses.length === 0)
      play.ask(now, person('subject-1', ['subject'], { caseId: play.caseId }), {
        type: 'respond',
        statement: text('defence'),
        points: [],
        nature: 'statement',
      });
    const next = nextLawful(play, now);
    if (next === null) break;
    now = plusDays(next.at > now ? next.at : now, 1 / 1440);
  }
  if (!until(play.now)) throw new Error(`the case stands in ${play.now.stage}`);
  return play;
}

const caseworker = person('li', ['caseworker'], { authority: 'a1' });
