import { localDate } from '../../domain/calendar/local-time.ts';
import type { CaseState, CivilDate, TextRef } from '../../domain/case/state.ts';
import type { Stated } from '../../domain/notice/values.ts';
import type { Pack } from '../../domain/regime/pack.ts';
import { consentNeeded } from '../../domain/review/approve-listing.ts';
import { Play, text } from '../support/law.ts';
import { cast, nextLawful, opening, plusDays, termOf } from '../support/lawful.ts';
import { texts, type Language } from './regime-texts.ts';

type Moment = { readonly state: CaseState; readonly today: CivilDate };

/** A case at the two moments at which its documents are composed: before the notice is sent, and once it is decided. */
type CaseFile = { readonly beforeNotice: Moment; readonly decided: Moment };

const files = new Map<string, CaseFile>();

/** Plays a case of a ground through the decider, up to the decision, by the persons it belongs to. */
function caseFile(pack: Pack, ground: string): CaseFile {
  const key = `${pack.regime}@${pack.version} ${ground}`;
  const known = files.get(key);
  if (known) return known;
  const play = new Play(pack, 'c7k2mqa4t3vxw5e6');
  const { at, command } = opening(pack, ground);
  play.ask(at, cast.investigator, command);
  const moment = (now: string): Moment => ({ state: play.now, today: localDate(now, pack.timezone) });
  let beforeNotice: Moment | undefined;
  let now = at;
  for (let step = 0; step < 60; step += 1) {
    const { stage, notice, listing, recommendation } = play.now;
    if (stage === 'notice' && notice === undefined) beforeNotice = moment(now);
    const consented = !consentNeeded(play.now, pack) || play.now.consent?.status === 'given';
    if (listing && consented && beforeNotice) {
      const file = { beforeNotice, decided: moment(now) };
      files.set(key, file);
      return file;
    }
    // The decision has reasons of its own.
    if (stage === 'list-review' && !listing && (recommendation || !pack.review.recommendation))
      play.ask(now, cast.reviewer, {
        type: 'approve-listing',
        measures: notice?.measures ?? [],
        term: notice?.term ?? termOf(pack, ground),
        reasons: text('decision'),
        contents: pack.review.decisionContents.items.map(({ id }) => id),
        members: [],
        lighter: { considered: pack.measures.map(({ id }) => id), reasons: text('lighter') },
      });
    else now = nextLawful(play, now)?.at ?? plusDays(now, 1);
  }
  throw new Error(`${key} was not decided: ${play.events.map(({ event }) => event.type).join(', ')}`);
}

/** What a document of a kind states of an example case, in a language. */
export function statedOf(pack: Pack, ground: string, kind: string, lang: Language): Stated {
  const words = texts[pack.regime]?.[lang];
  if (words === undefined) throw new Error(`nobody wrote anything in ${lang} for ${pack.regime}`);
  const written: Readonly<Record<string, string>> = {
    n: words.number,
    facts: words.facts,
    reasons: words.reasons,
    decision: words.decision,
  };
  const { beforeNotice, decided } = caseFile(pack, ground);
  const { state, today } = kind === 'notice' ? beforeNotice : decided;
  return {
    state,
    pack,
    today,
    authority: words.authority,
    issuer: words.issuer,
    addressee: { name: words.subject, identifiers: words.identifiers, address: words.address },
    text: (ref: TextRef) => written[ref.id] ?? null,
    draft: null,
    contact: words.contact,
    officer: null,
  };
}
