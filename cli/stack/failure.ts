/** A failure that a person can act on: its message is the whole story, so no stack trace is shown for it. */
export class StackFailure extends Error {
  override readonly name = 'StackFailure';
}

/** The message of anything that was thrown. */
export const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
