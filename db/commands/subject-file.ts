import { seal } from '../sealing.ts';
import type { SubjectData } from './rule.ts';

/** What is kept of the subject when its case is opened, apart from the record: sealed, or as keyed digests. */
export type SubjectFile = {
  readonly ref: string;
  readonly kind: string;
  readonly sealed: Buffer;
  /** The key of the case, under the master key. */
  readonly wrapped: Buffer;
  readonly marks: readonly Buffer[];
};

/** Seals the subject of a case under the key of the case, and that key under the master key. */
export function subjectFile(
  { masterKey, key }: { readonly masterKey: Buffer; readonly key: Buffer },
  subject: SubjectData,
  marks: readonly Buffer[],
): SubjectFile {
  const { ref, kind } = subject;
  return {
    ref,
    kind,
    sealed: seal(key, JSON.stringify(subject)),
    wrapped: seal(masterKey, key),
    marks,
  };
}
