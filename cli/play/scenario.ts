import { z } from 'zod';
import { roles } from '../../domain/regime/pack.ts';
import { parseLength } from './length.ts';

/**
 * A scenario: a case as a script that people write, that the API plays, and that checks itself. The published JSON
 * Schema is derived from here; docs/scenarios.md explains it.
 */

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower case letters, digits, dots and hyphens')
  .meta({ description: 'Lower case letters, digits, dots and hyphens.' });
const sentence = z.string().trim().min(1);
const date = z.iso.date('a date is YYYY-MM-DD');

const authority = z.strictObject({
  id,
  title: sentence,
  level: id.meta({ description: 'A level that the regime knows, such as county or agency.' }),
  superior: id
    .optional()
    .meta({ description: 'The id of the next-higher authority, where its consent is asked.' }),
});

const person = z.strictObject({
  name: sentence.optional().meta({ description: 'Shown in the timeline instead of the id.' }),
  roles: z.array(z.enum(roles)).min(1),
  authority: id.optional().meta({ description: 'The authority the person acts for.' }),
  recipient: id.optional().meta({ description: 'The body a recipient acts for.' }),
});

const body = z.record(z.string(), z.json()).meta({
  description:
    'The request body of the operation, with the same fields. See docs/scenarios.md for short forms.',
});
const parameters = z.record(z.string(), z.union([z.string(), z.number()])).meta({
  description:
    'Path parameters. Those that are left out name the case and its newest petition, objection, ...',
});

const rule = z.string().min(1);
const clockExpectation = z.strictObject({
  due: date.nullable().optional(),
  citation: z.string().optional(),
  status: z.string().optional(),
  outcome: z.enum(['armed', 'met', 'stopped', 'lapsed']).optional(),
});

const expectation = z
  .strictObject({
    refused: z
      .union([rule, z.array(rule).min(1)])
      .optional()
      .meta({ description: 'The rules that must stand in the way of the act.' }),
    stage: z.string().optional(),
    outcome: z.string().nullable().optional(),
    clocks: z
      .record(z.string(), z.union([date, z.literal('absent'), clockExpectation]))
      .optional()
      .meta({ description: 'By key: the day a clock is due, `absent`, or more of it.' }),
    register: z
      .enum(['listed', 'absent'])
      .optional()
      .meta({ description: 'What the public register shows that day.' }),
    events: z.array(z.string()).min(1).optional().meta({
      description:
        'Events that the step must have added to the record, in this order; others may come between.',
    }),
    answer: z.json().optional().meta({ description: 'A part that the answer of the operation must have.' }),
    case: z
      .json()
      .optional()
      .meta({ description: 'A part that the case must have, as GET /v1/cases/{caseId} shows it.' }),
  })
  .meta({ id: 'Expectation' });

const note = sentence.optional().meta({ description: 'Told to the reader of the timeline.' });

const act = z
  .strictObject({
    do: id.meta({ description: 'The id of an operation of the API, such as serve-notice.' }),
    by: sentence.meta({ description: 'One of `persons`.' }),
    with: body.optional(),
    at: parameters.optional(),
    expect: expectation.optional(),
    note,
  })
  .meta({ id: 'Act' });

const wait = z.strictObject({
  wait: z
    .string()
    .refine(
      (text) => parseLength(text) !== undefined,
      'say it like "5 working days", "18 months" or "1 year 2 days"',
    )
    .meta({ description: 'A length of time: `5 working days`, `18 months`, `1 year 2 days`.' }),
  expect: expectation.optional(),
  note,
});

const until = z.strictObject({
  until: z
    .string()
    .regex(
      /^(?:\d{4}-\d{2}-\d{2}|\S+ ends|\S+ reaches \S+)$/,
      'say a date, "<clock> ends" or "<clock> reaches <rung>"',
    )
    .meta({ description: 'A date, `<clock> ends`, or `<clock> reaches <rung>`.' }),
  expect: expectation.optional(),
  note,
});

const check = z.strictObject({ expect: expectation, note });
const remark = z.strictObject({ note: sentence });

const step = z.union([act, wait, until, check, remark]).meta({ id: 'Step' });

const opening = z.strictObject({
  do: id.default('open-case'),
  by: sentence.meta({ description: 'One of `persons`.' }),
  with: body.optional(),
  expect: expectation.optional(),
  note,
});

const subject = z
  .record(z.string(), z.json())
  .meta({ description: 'Who the case is about, as the opening takes it: name, identifiers, ...' });

export const scenarioSchema = z.strictObject({
  title: sentence,
  about: sentence.optional().meta({ description: 'What the scenario shows, in a sentence or two.' }),
  regime: id,
  version: date
    .optional()
    .meta({ description: 'By default the version in force on the day the case opens.' }),
  startsAt: z
    .union([date, z.iso.datetime({ offset: true })])
    .optional()
    .meta({
      description:
        "When the case opens: a day (9:00 in the regime's time zone) or an instant. By default now.",
    }),
  authorities: z.array(authority).min(1),
  persons: z.record(sentence, person),
  subject: subject.optional(),
  opening,
  steps: z.array(step),
});

export type Scenario = z.output<typeof scenarioSchema>;
export type Step = z.output<typeof step>;
export type Act = z.output<typeof act>;
export type Expectation = z.output<typeof expectation>;
export type ClockExpectation = z.output<typeof clockExpectation>;

/** The JSON Schema that editors use, as it is published beside the samples. */
export function scenarioJsonSchema(): unknown {
  const { $schema, ...rest } = z.toJSONSchema(scenarioSchema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, title: 'A scenario of Amends', ...rest };
}
