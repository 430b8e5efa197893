import { calendars, packOf } from '../support/law.ts';
import { plusDays } from '../support/lawful.ts';
import { listed, playedUntil, published, served, type PlayOn } from './played.ts';

const numbered = (prefix: string, index: number): string => `${prefix}${String(index).padStart(5, '0')}`;

/** Debarments opened before 17 January 2025: given notice, with a submission, or with the record closed. */
export function debarments(cases: number): PlayOn[] {
  const pack = packOf('us-far-9.4', '2024-05-22');
  return Array.from({ length: cases }, (_, index) =>
    playedUntil(pack, calendars, index % 3 === 0 ? served : ({ stage }) => stage === 'list-review', {
      at: plusDays('2024-12-02T15:00:00.000Z', index % 14),
      responds: index % 3 === 2,
      caseId: numbered('far', index),
    }),
  );
}

/** Published information under Order 58: general matters and serious ones, on documents of some nine hundred days. */
export function repairs(cases: number): PlayOn[] {
  const pack = packOf('cn-credit-repair', '2023-05-01');
  return Array.from({ length: cases }, (_, index) =>
    playedUntil(pack, calendars, index % 2 === 0 ? published : listed, {
      at: plusDays('2023-06-03T02:00:00.000Z', (index * 2) % 1000),
      ground: index % 3 === 0 ? 'serious' : 'general',
      // The older the document, the sooner the shorter term is over.
      instrumentOn: plusDays('2023-06-01T02:00:00.000Z', (index * 2) % 1000).slice(0, 10),
      caseId: numbered('repair', index),
    }),
  );
}
