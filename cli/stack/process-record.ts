import { z } from 'zod';
import { processIdentity, type ProcessIdentity } from './process-identity.ts';
import { readState, writeState } from './state-file.ts';

/** The processes of a stack, in the order in which they are stopped. */
export const serviceNames = ['api', 'worker', 'temporal', 'postgres'] as const;
export type ServiceName = (typeof serviceNames)[number];

const recorded = z.partialRecord(z.enum(serviceNames), processIdentity);
export type RecordedProcesses = Readonly<z.infer<typeof recorded>>;

/** Which processes a stack has started: what the next start must find and stop when this one was killed. */
export type ProcessRecord = {
  readonly read: () => RecordedProcesses;
  readonly remember: (name: ServiceName, identity: ProcessIdentity) => void;
  readonly forget: (name: ServiceName) => void;
};

/** The record kept in `file`. */
export const openProcessRecord = (file: string): ProcessRecord => {
  const read = (): RecordedProcesses => readState(file, recorded) ?? {};
  return {
    read,
    remember: (name, identity) => writeState(file, { ...read(), [name]: identity }),
    forget: (name) =>
      writeState(file, Object.fromEntries(Object.entries(read()).filter(([key]) => key !== name))),
  };
};
