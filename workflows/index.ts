export { caseIntake } from './case-intake.ts';
export { exclusionCase } from './exclusion-case.ts';
export { regimeChange } from './regime-change.ts';
export { reconciliation } from './reconciliation.ts';
