import { ruled, type Handler } from '../case/handler.ts';
import { noticeSent } from './gates.ts';
import { proven } from './service.ts';

/** Proves that the notice was served; the regime's rule for the method says from which day it has effect. */
export const proveService: Handler<'prove-service'> = {
  stages: ['notice'],
  by: ['caseworker'],
  records: 'notice-served',
  ready: (state) => noticeSent(state),
  rule: (state, command, context) => {
    const [first, ...rest] = noticeSent(state);
    if (first) return { kind: 'refused', refusals: [first, ...rest] };
    const service = proven(state.notice, command, context);
    if (service.kind === 'refused') return service;
    const { method, actOn, proof } = command;
    return ruled({ type: 'notice-served', method, actOn, effectiveOn: service.effectiveOn, proof });
  },
};
