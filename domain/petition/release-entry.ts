import { unless, type Handler } from '../case/handler.ts';
import { onPrinciple, promises, type Refusal } from '../case/refusal.ts';
import { endCase } from '../removal/end-case.ts';

/** Releases an entry whose term is only a minimum, once its conditions are met. */
export const releaseEntry: Handler<'release-entry'> = {
  stages: ['listed'],
  by: ['reviewer'],
  records: 'entry-released',
  rule: (state, { reasons }, context) => {
    const refusals: Refusal[] = [];
    if (!context.pack.entry.endIsMinimum)
      refusals.push(
        onPrinciple(
          'entry.release',
          promises.law,
          'Entries of this regime end with their term; no release is needed.',
        ),
      );
    else if (state.entry?.minimumReachedAt === undefined)
      refusals.push(
        onPrinciple(
          'entry.release',
          promises.law,
          `The least term runs to ${state.entry?.leastUntil ?? 'its end'}.`,
          ['file-petition'],
        ),
      );
    return unless(refusals, () => [{ type: 'entry-released', reasons }, ...endCase(state, 'released')]);
  },
};
