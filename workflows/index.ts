export { exclusionCase } from './exclusion-case.ts';
export { reconciliation } from './reconciliation.ts';
