import temporalProto, { type temporal } from '@temporalio/proto';

const { History } = temporalProto.temporal.api.history.v1;
type History = temporal.api.history.v1.IHistory;

/** A history as text that people can read and compare, without the names of the machines that wrote it. */
export function historyToText(history: History): string {
  const plain = History.toObject(History.fromObject(history), {
    longs: String,
    enums: String,
    bytes: String,
  });
  const kept = (name: string, value: unknown): unknown => (name === 'identity' ? undefined : value);
  return `${JSON.stringify(plain, kept, 1)}\n`;
}

export function historyFromText(text: string): temporal.api.history.v1.History {
  return History.fromObject(JSON.parse(text));
}
