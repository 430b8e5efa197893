import { unless, type Handler } from '../case/handler.ts';
import { noticeSent } from './gates.ts';

/** The notice came back: service is open again, and no clock of the subject has started. */
export const reportServiceFailed: Handler<'report-service-failed'> = {
  stages: ['notice'],
  by: ['caseworker', 'engine'],
  records: 'service-failed',
  ready: (state) => noticeSent(state),
  rule: (state, command) =>
    unless(noticeSent(state), () => [
      { type: 'service-failed', method: state.notice?.method ?? '', reason: command.reason },
    ]),
};
