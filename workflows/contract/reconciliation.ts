/** The one workflow of a deployment that relays wake-ups, sweeps clocks past due, and compares record and engine. */
export const reconciliationType = 'reconciliation';
export const reconciliationWorkflowId = 'reconciliation';
