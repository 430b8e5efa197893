/** What a person may be in a case; the values of the claim `roles`. */
export const roles = [
  'caseworker',
  'reviewer',
  'supervisor',
  'superior-authority',
  'publisher',
  'recipient',
  'subject',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];
