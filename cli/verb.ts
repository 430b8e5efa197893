import type { Command } from 'commander';

/** One verb of the command line. `define` adds options and the action; heavy modules are imported inside the action. */
export type Verb = {
  readonly name: string;
  readonly summary: string;
  readonly define: (command: Command) => void;
};
