import type { Verb } from '../verb.ts';

type ExplainOptions = {
  readonly url?: string;
  readonly token?: string;
  readonly state: string;
  readonly clock?: string;
  readonly json?: true;
};

const run = async (caseId: string, options: ExplainOptions): Promise<void> => {
  const { apiUrlOf } = await import('../play/deployment.ts');
  const { openClient, messageOf } = await import('../play/api-client.ts');
  const { explainClocks, explainedCase } = await import('../play/explained-clocks.ts');
  const { StackFailure } = await import('../stack/failure.ts');
  const { mintToken } = await import('../stack/dev-issuer.ts');
  const { default: pc } = await import('picocolors');

  const told = options.token ?? process.env['AMENDS_TOKEN'];
  const client = await openClient({
    url: apiUrlOf(options.url, options.state),
    token: (claims) => (told === undefined ? mintToken(options.state, claims) : Promise.resolve(told)),
  });
  const reply = await client.ask({
    method: 'GET',
    path: `/v1/cases/${encodeURIComponent(caseId)}`,
    claims: { roles: ['auditor'], subject: 'explain' },
  });
  if (reply.kind !== 'answered') throw new StackFailure(messageOf(reply));
  const found = explainedCase.parse(reply.body);
  if (options.json) console.log(JSON.stringify({ clocks: found.clocks, endedClocks: found.endedClocks }));
  else {
    const regime = await client.regime(found.regime, found.version);
    const shown = { only: options.clock, color: pc.isColorSupported };
    for (const line of explainClocks(found, regime, shown)) console.log(line);
  }
};

export const explain: Verb = {
  name: 'explain',
  summary: "Show a case's clocks, and how each date was counted.",
  define: (command) => {
    command
      .argument('<caseId>', 'the case')
      .option('--clock <key>', 'only this clock')
      .option('--url <url>', 'the API (default: that of the embedded stack)')
      .option('--token <token>', 'a bearer token (default: AMENDS_TOKEN, or one of the embedded stack)')
      .option('--state <folder>', 'where the embedded stack keeps its secrets', '.amends')
      .option('--json', 'print the clocks as one JSON object')
      .action(run);
  },
};
