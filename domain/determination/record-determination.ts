import { termStart } from '../case/clocks.ts';
import { unless, type Handler } from '../case/handler.ts';
import { against, onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import {
  groundOf,
  groundOnTheDay,
  measuresAllowed,
  missing,
  traitsOf,
  unknown,
  withinLimitation,
} from '../regime/legality.ts';
import { termWithinBounds } from '../regime/term.ts';

/** The authority's finding that a ground is met: facts stated, factors weighed, measures proposed from the closed list. */
export const recordDetermination: Handler<'record-determination'> = {
  stages: ['determination'],
  by: ['caseworker'],
  records: 'determination-recorded',
  rule: (state, command, context) => {
    const { pack, today, calendars } = context;
    const found = groundOf(pack, state.ground);
    if (found.kind === 'refused') return { kind: 'refused', refusals: [found.refusal] };
    const ground = found.value;
    const refusals: Refusal[] = [];

    for (const id of command.exclusions) {
      const exclusion = ground.exclusions.find((each) => each.id === id);
      refusals.push(
        exclusion
          ? against(
              'grounds.exclusions',
              exclusion,
              `The exclusion "${id}" applies: the subject must not be listed.`,
              ['refuse-listing', 'withdraw-case'],
            )
          : onPrinciple(
              'grounds.exclusions',
              promises.law,
              `"${id}" is not an exclusion of the ground "${ground.id}".`,
            ),
      );
    }
    const minors = ground.exclusions.find((each) => each.id === 'minor');
    if (state.subject.minor && minors && !command.exclusions.includes('minor'))
      refusals.push(
        against('grounds.exclusions', minors, 'The subject is a minor and must not be listed.', [
          'withdraw-case',
        ]),
      );

    for (const fact of ground.requires.filter((each) => !command.stated.includes(each.id)))
      refusals.push(
        against('grounds.requires', fact, `The determination does not state "${fact.id}".`, [
          `State ${fact.id}, with its facts.`,
        ]),
      );

    const strangers = unknown(pack.factors.weigh, command.factors);
    if (strangers.length > 0)
      refusals.push(
        against('factors', pack.factors, `Not among the factors to weigh: ${strangers.join(', ')}.`),
      );
    if (new Set(command.factors).size < pack.factors.atLeast)
      refusals.push(
        against(
          'factors',
          pack.factors,
          `${new Set(command.factors).size} factors were weighed; at least ${pack.factors.atLeast} must be.`,
          [`Weigh: ${missing(pack.factors.weigh, command.factors).join(', ')}`],
        ),
      );

    const officers = new Set(command.officers).size;
    if (officers < pack.authorities.officersAtLeast)
      refusals.push(
        against(
          'authorities.officersAtLeast',
          pack.authorities,
          `${officers} officers are named; at least ${pack.authorities.officersAtLeast} must investigate.`,
        ),
      );

    const traits = traitsOf(pack);
    const unheard = command.traits.filter((trait) => !traits.includes(trait));
    if (unheard.length > 0)
      refusals.push(
        onPrinciple(
          'traits',
          promises.law,
          `Not a trait that this regime knows of a case: ${unheard.join(', ')}.`,
          traits.length > 0 ? [`Of: ${traits.join(', ')}`] : ['No trait at all.'],
        ),
      );

    refusals.push(
      // The act is no later than the instrument that found it.
      ...groundOnTheDay(ground, command.conductOn ?? state.instrument?.date ?? today),
      ...withinLimitation(
        pack,
        ground,
        {
          conduct: command.conductOn,
          instrument: state.instrument?.date,
          known: command.knownOn,
          interruptions: command.interruptions ?? [],
        },
        today,
        calendars,
      ),
      ...measuresAllowed(pack, ground, command.measures),
      ...termWithinBounds(command.term, termStart(ground, state, context), command.factors),
    );
    if (command.measures.length === 0)
      refusals.push(
        onPrinciple('measures', promises.law, 'The determination proposes no measure.', [
          `One of: ${ground.measures.join(', ')}`,
        ]),
      );

    return unless(refusals, () => [
      {
        type: 'determination-recorded',
        facts: command.facts,
        reasons: command.reasons,
        factors: command.factors,
        stated: command.stated,
        officers: command.officers,
        traits: command.traits,
        conductOn: command.conductOn ?? null,
        knownOn: command.knownOn ?? null,
        interruptions: command.interruptions ?? [],
        measures: command.measures,
        term: command.term,
      },
    ]);
  },
};
