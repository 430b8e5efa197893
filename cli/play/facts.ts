import { z } from 'zod';
import { StackFailure } from '../stack/failure.ts';
import { messageOf, withQuery, type CaseRead, type Claims, type Client } from './api-client.ts';
import type { Expectation } from './scenario.ts';

/** What is looked up because a step expects something of it. */
export type Facts = {
  /** The entry as the public sees it; undefined where it does not. */
  readonly register: unknown;
  /** By recipient, the items of its feed about the case. */
  readonly feed: Readonly<Record<string, readonly unknown[]>>;
  /** By person and act, the rules that stand in the way. */
  readonly actions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** The text of the document, in one line. */
  readonly document: string;
};

/** A text with every run of blanks and line breaks as one blank. */
export const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const PAGE = 200;
const feedPage = z.looseObject({
  items: z.array(z.looseObject({ caseId: z.string() })),
  after: z.int(),
  more: z.boolean(),
});
const actionsAnswer = z.looseObject({
  actions: z.array(z.looseObject({ act: z.string(), because: z.array(z.looseObject({ rule: z.string() })) })),
});

/** Looks up what a step expects something of, and nothing else. */
export async function factsFor(
  { register, feed, actions, document }: Expectation,
  seen: CaseRead,
  client: Client,
  claimsOf: (person: string) => Claims,
): Promise<Facts> {
  const { caseId, entry } = seen;
  const read = async <T>(schema: z.ZodType<T>, path: string, claims: Claims): Promise<T> => {
    const reply = await client.ask({ method: 'GET', path, claims, purpose: 'scenario-check' });
    if (reply.kind === 'answered') return schema.parse(reply.body);
    throw new StackFailure(`GET ${path}: ${messageOf(reply)}`);
  };
  const fed = async (recipient: string): Promise<readonly unknown[]> => {
    const claims: Claims = { roles: ['recipient'], subject: `${recipient}-desk`, recipient };
    const items: unknown[] = [];
    let after = 0;
    for (;;) {
      const path = withQuery(`/v1/recipients/${encodeURIComponent(recipient)}/feed`, { after, limit: PAGE });
      // oxlint-disable-next-line no-await-in-loop -- each page names the next
      const page = await read(feedPage, path, claims);
      items.push(...page.items.filter((item) => item.caseId === caseId));
      if (!page.more) return items;
      after = page.after;
    }
  };
  const possible = async (person: string): Promise<Readonly<Record<string, readonly string[]>>> => {
    const path = `/v1/cases/${encodeURIComponent(caseId)}/actions`;
    const answer = await read(actionsAnswer, path, claimsOf(person));
    return Object.fromEntries(
      answer.actions.map(({ act, because }) => [act, because.map(({ rule }) => rule)]),
    );
  };
  const auditor: Claims = { roles: ['auditor'], subject: 'scenario-auditor' };
  return {
    register: register === undefined || !entry ? undefined : await client.publicEntry(entry.id),
    feed: await byName(Object.keys(feed ?? {}), fed),
    actions: await byName(Object.keys(actions ?? {}), possible),
    document:
      document === undefined
        ? ''
        : oneLine(
            await read(
              z.string(),
              withQuery(
                `/v1/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(document.id)}`,
                {
                  as: 'text',
                },
              ),
              auditor,
            ),
          ),
  };
}

async function byName<T>(
  names: readonly string[],
  look: (name: string) => Promise<T>,
): Promise<Readonly<Record<string, T>>> {
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await look(name)] as const)));
}
