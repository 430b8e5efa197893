/** One request of a lifecycle: what a person of an authority sends. */
export type Step = {
  readonly name: string;
  readonly by:
    | 'caseworker'
    | 'examiner'
    | 'reviewer'
    | 'publisher'
    | 'superior'
    | { readonly recipient: string };
  readonly path: (caseId: string) => string;
  readonly body?: (of: { readonly unique: string; readonly today: string }) => unknown;
  /** What has to have happened before: done by the engine, or time that has passed. */
  readonly after?: 'delivered' | 'retracted' | 'a-year';
};

const digest = 'a'.repeat(64);
const measures = ['weighty-factor-in-permits-and-bidding', 'key-supervision'];
const at = (path: string) => (caseId: string) => `/v1/cases/${caseId}${path}`;

export const recipients = [
  'national-enterprise-publicity',
  'credit-china',
  'licensing-authorities',
  'procurement-and-bidding-authorities',
] as const;

/** A case from its opening to its last acknowledgement: heard, listed, repaired, removed. */
export const steps: readonly Step[] = [
  {
    name: 'open-case',
    by: 'caseworker',
    path: () => '/v1/cases',
    body: ({ unique, today }) => ({
      regime: 'cn-market-list',
      sandbox: true,
      subject: {
        kind: 'organisation',
        name: 'Evergreen Foods Co., Ltd.',
        identifiers: [
          { scheme: 'unified-social-credit-code', value: unique },
          { scheme: 'registration-number', value: `r-${unique}` },
        ],
      },
      ground: 'food-safety',
      instrument: {
        kind: 'penalty-decision',
        number: `Penalty ${unique}`,
        issuer: 'county',
        date: today,
        finality: 'effective',
        documentDigest: digest,
      },
    }),
  },
  {
    name: 'record-determination',
    by: 'caseworker',
    path: at('/determination'),
    body: () => ({
      facts: 'Batches with forbidden additives were sold.',
      reasons: 'The heavier tier of the fine was imposed.',
      factors: [
        'subjective-malice',
        'frequency',
        'duration',
        'penalty-type',
        'fine-amount',
        'goods-value',
        'danger-to-life-or-health',
        'property-loss',
        'social-effect',
      ],
      stated: ['heavier-penalty', 'vile-nature-and-serious-circumstances'],
      officers: ['officer-1', 'officer-2'],
      measures,
      term: null,
    }),
  },
  {
    name: 'serve-notice',
    by: 'caseworker',
    path: at('/notice'),
    body: () => ({
      method: 'in-person',
      document: 'You are told that listing is considered, on what facts, and what you may do.',
      contents: {
        content: 'It is intended to list you for three years.',
        facts: 'What the decision on the penalty found.',
        reasons: 'It was serious, and kept from nobody.',
        basis: 'Order 44, articles 2 and 3.',
        rights: 'You may answer and ask to be heard.',
      },
    }),
  },
  {
    name: 'prove-service',
    by: 'caseworker',
    path: at('/notice/service'),
    body: ({ today }) => ({
      method: 'in-person',
      actOn: today,
      proof: { kind: 'signed-receipt', digest },
    }),
  },
  {
    name: 'respond',
    by: 'caseworker',
    path: at('/responses'),
    body: () => ({ statement: 'The additives came with a certificate.', nature: 'statement' }),
  },
  {
    name: 'consider-response',
    by: 'caseworker',
    path: at('/responses/0/consideration'),
    body: () => ({ answers: ['The certificate was for another batch.'] }),
  },
  { name: 'close-record', by: 'caseworker', path: at('/record/closing') },
  {
    name: 'approve-listing',
    by: 'reviewer',
    path: at('/listing/approval'),
    body: () => ({
      measures,
      term: null,
      reasons: 'Serious, and answered point by point.',
      contents: ['reasons', 'basis', 'measures', 'removal', 'remedies'],
      lighter: {
        considered: ['no-notification-commitment', 'no-honours'],
        reasons: 'What is lighter would not keep it from happening again.',
      },
    }),
  },
  { name: 'give-consent', by: 'superior', path: at('/listing/consent') },
  { name: 'publish', by: 'publisher', path: at('/publication') },
  {
    name: 'file-petition',
    by: 'caseworker',
    after: 'a-year',
    path: at('/petitions'),
    body: () => ({
      statement: 'The fine is paid and the kitchen was rebuilt.',
      materials: ['application', 'commitment', 'evidence-of-performance'],
      met: ['penalty-performed', 'effects-eliminated', 'no-new-heavier-penalty'],
    }),
  },
  { name: 'accept-petition', by: 'caseworker', path: at('/petitions/p1/acceptance') },
  {
    name: 'verify-petition',
    by: 'examiner',
    path: at('/petitions/p1/verification'),
    body: () => ({
      performed: ['penalty-performed', 'effects-eliminated', 'no-new-heavier-penalty'],
      findings: 'Receipts and a visit.',
    }),
  },
  {
    name: 'decide-petition',
    by: 'reviewer',
    after: 'delivered',
    path: at('/petitions/p1/decision'),
    body: () => ({ outcome: 'granted', reasons: 'All conditions are met.' }),
  },
  ...recipients.map((recipient, index): Step => ({
    name: 'acknowledge-retraction',
    by: { recipient },
    ...(index === 0 && { after: 'retracted' as const }),
    path: at(`/retractions/${recipient}/acknowledgement`),
  })),
];
