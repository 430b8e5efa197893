import fc from 'fast-check';
import { acts } from '../../domain/case/actions.ts';
import { procedure } from '../../domain/case/procedure.ts';
import { principle } from '../../domain/case/separation.ts';
import { functions, stages } from '../../domain/regime/pack.ts';
import { asks } from './asks.ts';
import { catalogue, Play } from './law.ts';
import { cast, nextLawful, opening, petitioned, plusDays } from './lawful.ts';

const SEED = 20_201_125;
const CASES_PER_PACK = 120;
const ASKS_PER_CASE = 40;

/** Which rules were seen to refuse which act in which stage, over cases of every regime; always the same for one code. */
function observed(): Map<string, Set<string>> {
  const rules = new Map<string, Set<string>>();
  for (const { pack } of catalogue.all) {
    const scripts = fc.sample(fc.array(asks(pack), { minLength: ASKS_PER_CASE, maxLength: ASKS_PER_CASE }), {
      seed: SEED,
      numRuns: CASES_PER_PACK,
    });
    for (const [index, script] of scripts.entries()) {
      const play = new Play(pack);
      const { at, command } = opening(pack);
      if (play.ask(at, cast.investigator, command).kind === 'refused') continue;
      let now = at;
      for (let step = 0; step < index % 20; step += 1) {
        const next = nextLawful(play, now);
        if (next && next.at > now) now = next.at;
        if (index % 3 === 0 && play.now.stage === 'listed' && play.now.entry?.publishedAt)
          now = petitioned(play, now);
      }
      for (const [actor, asked] of script) {
        const { stage } = play.now;
        now = plusDays(now, 1);
        const decision = play.ask(now, actor, 'actOn' in asked ? { ...asked, actOn: now } : asked);
        if (decision.kind === 'ruled') continue;
        const key = `${asked.type} ${stage}`;
        const seen = rules.get(key) ?? new Set();
        for (const { rule } of decision.refusals) seen.add(rule);
        rules.set(key, seen);
      }
    }
  }
  return rules;
}

/** The page that shows, for every act and every stage, who may do it, or by which rule it is refused. */
export function procedurePage(): string {
  const rules = observed();
  const shown = stages.filter((stage) => stage !== 'closed');
  const columns = [...shown, 'closed' as const];
  const rows = acts().map((act) => {
    const { stages: allowed, by } = procedure[act];
    const cells = columns.map((stage) =>
      allowed.includes(stage) ? by.filter((role) => role !== 'engine').join(', ') : '`sequence`',
    );
    return `| \`${act}\` | ${cells.join(' | ')} |`;
  });
  const refusing = acts().flatMap((act) => {
    const seen = columns.flatMap((stage) => {
      const found = [...(rules.get(`${act} ${stage}`) ?? [])].filter(
        (rule) => rule !== 'sequence' && rule !== 'roles' && rule !== 'authority',
      );
      return procedure[act].stages.includes(stage) && found.length > 0
        ? [
            `${stage}: ${found
              .sort()
              .map((rule) => `\`${rule}\``)
              .join(', ')}`,
          ]
        : [];
    });
    return seen.length > 0 ? [`| \`${act}\` | ${seen.join('<br>')} |`] : [];
  });
  return [
    '# Every stage, every act',
    '',
    'Generated from the code by `npm run procedure-table`; a test fails when it drifts.',
    '',
    'A cell names who may do the act in that stage. `sequence` means that the act is refused there, whoever asks. Besides,',
    'every act is refused by `roles` to anybody else, by `authority` outside the authority and the case, by',
    '`review.separation` to a person who did what must be kept apart, and by `recusal` to one who stood back.',
    '',
    `| act | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---').join('|')}|`,
    ...rows,
    '',
    '## Rules that refuse an act in its own stage',
    '',
    'As seen over cases of every shipped regime, driven to every stage and asked everything.',
    '',
    '| act | refused by |',
    '|---|---|',
    ...refusing,
    '',
    '## Who may not be who',
    '',
    'Refused by `review.separation` in every regime, besides what the regime itself asks for: whoever is behind one of the',
    'acts on the right, in person, through a deputy or by being named, holds the function on the left no more. Functions',
    'are named by the events that record them; those about a petition, an objection, a proceeding are kept apart within it.',
    '',
    '| function | not by whoever is behind |',
    '|---|---|',
    ...functions.flatMap((act) => {
      const barred = principle.filter((rule) => rule.act === act).flatMap(({ notBy }) => notBy);
      return barred.length > 0
        ? [`| \`${act}\` | ${[...new Set(barred)].map((each) => `\`${each}\``).join(', ')} |`]
        : [];
    }),
    '',
  ].join('\n');
}
