import type { Span, Toll } from './tolling.ts';

/** Why the clock stands still: one pause's cause and evidence. */
export type PauseNote = Pick<Toll, 'cause' | 'evidence'>;

/** One pause with the days (or seconds) that it takes out: from <= d < to. */
export type NotedSpan = Span & { readonly note: PauseNote };

const noteOf = ({ cause, evidence }: Toll): PauseNote => ({
  ...(cause !== undefined && { cause }),
  ...(evidence !== undefined && { evidence }),
});

/** The pauses with their spans, as `boundsOf` reads them; it has been asked before, so that it knows all of them. */
export const notedSpans = (
  tolling: readonly Toll[] | undefined,
  boundsOf: (toll: Toll) => Span | undefined,
): readonly NotedSpan[] =>
  (tolling ?? []).flatMap((toll) => {
    const span = boundsOf(toll);
    return span === undefined ? [] : [{ ...span, note: noteOf(toll) }];
  });

const isSameNote = (one: PauseNote, other: PauseNote): boolean =>
  one.cause === other.cause && one.evidence === other.evidence;

const distinct = (notes: readonly PauseNote[]): readonly PauseNote[] =>
  notes.filter((note, i) => notes.findIndex((other) => isSameNote(note, other)) === i);

const isSaid = ({ cause, evidence }: PauseNote): boolean => cause !== undefined || evidence !== undefined;

/** Cuts `span` where pauses begin and end, with what is said of the pauses that hold in each piece. */
export const piecesOf = (
  span: Span,
  pauses: readonly NotedSpan[],
): readonly (Span & { readonly notes: readonly PauseNote[] })[] => {
  const edges = pauses
    .flatMap(({ from, to }) => [from, to])
    .filter((edge) => edge > span.from && edge < span.to);
  const bounds = [...new Set([span.from, ...edges, span.to])].sort((a, b) => a - b);
  return bounds.slice(0, -1).map((from, i) => {
    const here = pauses.filter((pause) => pause.from <= from && pause.to > from);
    return {
      from,
      to: bounds[i + 1] ?? span.to,
      notes: distinct(here.map(({ note }) => note).filter(isSaid)),
    };
  });
};

/** Whether two lists of notes say the same. */
export const areSameNotes = (
  one: readonly PauseNote[] | undefined,
  other: readonly PauseNote[] | undefined,
): boolean =>
  one === other ||
  (one !== undefined &&
    other !== undefined &&
    one.length === other.length &&
    one.every((note, i) => isSameNote(note, other[i] ?? {})));
