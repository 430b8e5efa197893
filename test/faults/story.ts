import { eventsOf, type OpenRecord } from '../db/record.ts';

/** A line of a case's record without what differs between two cases that lived alike. */
export type Line = { readonly type: string; readonly actor: string; readonly payload: unknown };

/**
 * The record of a case as another case that lived alike has it too: types, actors and payloads in their order; without
 * the case's name, the time of day, and where its texts are sealed.
 */
export async function story(record: Pick<OpenRecord, 'bench'>, caseId: string): Promise<Line[]> {
  const events = await eventsOf(record, caseId);
  return events.map(({ type, actor, payload }) => ({ type, actor, payload: alike(payload, caseId) }));
}

function alike(value: unknown, caseId: string): unknown {
  if (typeof value === 'string')
    return value
      .replaceAll(caseId, 'the-case')
      .replaceAll(/T\d\d:\d\d:\d\d\.\d{3}Z/g, '')
      .replace(/^[0-9a-f]{64}$/, 'a digest');
  if (Array.isArray(value)) return value.map((each) => alike(each, caseId));
  if (typeof value !== 'object' || value === null) return value;
  if ('id' in value && 'digest' in value && Object.keys(value).length === 2) return 'a sealed text';
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, alike(member, caseId)]));
}
