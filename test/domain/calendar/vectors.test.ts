import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerLine } from '../../../cli/answer-deadline.ts';
import { deriveDeadline } from '../../../domain/calendar/deadline.ts';
import { explainDeadline } from '../../../domain/calendar/explanation.ts';
import type { Period } from '../../../domain/calendar/deadline.ts';
import { recount } from '../../../domain/calendar/recount.ts';
import { calendars } from './given.ts';

const folder = new URL('../../vectors/', import.meta.url);

const unit = z.enum(['working-days', 'calendar-days', 'weeks', 'months', 'years', 'hours']);

const expectation = z.object({
  id: z.string(),
  kind: z.string().default('period'),
  rule: z
    .object({
      amount: z.number(),
      unit,
      start: z.enum(['exclusive', 'inclusive']),
      roll: z.enum(['none', 'next-working-day']),
      calendar: z.string(),
      timezone: z.string(),
      direction: z.enum(['after', 'before']).optional(),
    })
    .optional(),
  from: z.string().optional(),
  calendarKnownAt: z.string().optional(),
  tolling: z.array(z.object({ from: z.string(), to: z.string().nullable() })).optional(),
  extensions: z
    .array(z.object({ on: z.string(), amount: z.number(), unit, removedOn: z.string().optional() }))
    .optional(),
  expected: z.union([z.string(), z.boolean(), z.null()]),
  expectedEndInstant: z.string().optional(),
  expectedSteps: z.array(z.string()).optional(),
  remainingAtPause: z.array(z.number()).optional(),
  provisional: z.boolean().optional(),
  alternatives: z.object({ '(p,r]': z.string() }).optional(),
});

type Expectation = z.infer<typeof expectation>;

const topics = readdirSync(folder)
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => ({
    topic: name.replace('.jsonl', ''),
    lines: readFileSync(new URL(name, folder), 'utf8').trim().split('\n'),
  }));

const periodOf = ({ id, rule, from, ...given }: Expectation): Period => {
  if (rule === undefined || from === undefined) throw new Error(`${id} is not a period`);
  return { rule, from, knownAt: given.calendarKnownAt, tolling: given.tolling, extensions: given.extensions };
};

describe.each(topics)('the vectors of $topic', ({ lines }) => {
  const parsed = lines.map((line) => expectation.parse(JSON.parse(line)));

  it('are answered as expected', () => {
    const answers = lines.map((line) => answerLine(line, calendars, { explain: false }));
    expect(answers).toMatchObject(
      parsed.map((vector) => ({
        id: vector.id,
        due: vector.expected,
        ...(vector.expectedEndInstant !== undefined && { end: vector.expectedEndInstant }),
        ...(vector.expectedSteps !== undefined && { steps: vector.expectedSteps }),
        ...(vector.provisional !== undefined && { provisional: vector.provisional }),
        ...(vector.remainingAtPause !== undefined && { remaining: vector.remainingAtPause }),
      })),
    );
  });

  it('are explained by lines that count up to the same day', () => {
    const vectors = parsed.filter(({ kind }) => kind === 'period');
    const counted = vectors.map((vector) => {
      const explanation = explainDeadline(periodOf(vector), calendars);
      return {
        id: vector.id,
        expected: explanation.kind === 'explanation' ? recount(explanation) : explanation,
      };
    });
    expect(counted).toEqual(vectors.map(({ id, expected }) => ({ id, expected })));
  });

  it('hold under the other convention for pauses, where one is given', () => {
    const vectors = parsed.filter(({ alternatives }) => alternatives !== undefined);
    const derived = vectors.map((vector) =>
      deriveDeadline({ ...periodOf(vector), pauseConvention: 'resume-day-lost' }, calendars),
    );
    expect(derived).toMatchObject(vectors.map(({ alternatives }) => ({ due: alternatives?.['(p,r]'] })));
  });
});
