import type { Verb } from '../verb.ts';

type Common = {
  readonly url?: string;
  readonly token?: string;
  readonly state: string;
  readonly as: string;
  readonly json?: true;
};
type Propose = Common & { readonly reason: string; readonly knownAt?: string; readonly perSecond: string };

const list = async (options: Common): Promise<void> => {
  const [{ callerOf }, { z }, { default: Table }] = await Promise.all([
    import('../api-caller.ts'),
    import('zod'),
    import('cli-table3'),
  ]);
  const caller = await callerOf(options, { roles: ['administrator'], subject: options.as });
  const { items } = z
    .looseObject({
      items: z.array(
        z.looseObject({
          calendar: z.string(),
          year: z.int(),
          version: z.int(),
          knownFrom: z.string(),
          publishedBy: z.string().nullable(),
          last: z.boolean(),
          clocks: z.int(),
          provisional: z.int(),
        }),
      ),
    })
    .parse(await caller.call('GET', '/v1/calendars'));
  if (options.json) {
    console.log(JSON.stringify(items));
    return;
  }
  const head = ['calendar', 'year', 'version', 'known from', 'published by', 'running clocks', 'provisional'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const each of items)
    table.push([
      each.calendar,
      each.year,
      each.last ? String(each.version) : `${each.version} (not the last)`,
      each.knownFrom,
      each.publishedBy ?? 'the release',
      each.clocks,
      each.provisional,
    ]);
  console.log(table.toString());
};

const publish = async (file: string, options: Common): Promise<void> => {
  const [{ callerOf }, { readCalendarYear, CalendarFileError }, { StackFailure }, { z }] = await Promise.all([
    import('../api-caller.ts'),
    import('../../regimes/load-calendars.ts'),
    import('../stack/failure.ts'),
    import('zod'),
  ]);
  const year = (() => {
    try {
      return readCalendarYear(file);
    } catch (thrown) {
      if (thrown instanceof CalendarFileError) throw new StackFailure(thrown.message);
      throw thrown;
    }
  })();
  const caller = await callerOf(options, { roles: ['administrator'], subject: options.as });
  const published = await caller.call('POST', '/v1/calendars', year);
  if (options.json) {
    console.log(JSON.stringify(published));
    return;
  }
  console.log(
    `${year.calendar} ${year.year} version ${year.version} is published, known from ${year.knownFrom}.`,
  );
  const { change } = z.looseObject({ change: z.string().nullable() }).parse(published);
  console.log(
    change === null
      ? 'No running clock rests on it.'
      : `Clocks run that rest on it. Their change waits for a second person:  amends changes approve ${change} --as <name> --reason <why>`,
  );
};

const propose = async (calendar: string, options: Propose): Promise<void> => {
  const [{ callerOf }, { followChange, printChange, readChange }, { randomUUID }] = await Promise.all([
    import('../api-caller.ts'),
    import('../change/follow-change.ts'),
    import('node:crypto'),
  ]);
  const caller = await callerOf(options, { roles: ['supervisor'], subject: options.as });
  const proposed = readChange(
    await caller.call(
      'POST',
      '/v1/changes',
      {
        kind: 'calendar',
        calendar,
        reason: options.reason,
        perSecond: Number(options.perSecond),
        ...(options.knownAt !== undefined && { knownAt: options.knownAt }),
      },
      randomUUID(),
    ),
  );
  const found = await followChange(caller, proposed.changeId);
  if (options.json) console.log(JSON.stringify(found));
  else await printChange(caller, found);
};

/** Working calendars of a deployment: published as they are made known, and live clocks counted again on them. */
export const calendars: Verb = {
  name: 'calendars',
  summary: 'List and publish working calendars; propose to count the running clocks again.',
  define: (command) => {
    const common = (sub: ReturnType<typeof command.command>) =>
      sub
        .option('--as <name>', 'who asks, where the token is one of the development issuer', 'registrar')
        .option('--url <url>', 'the API (default: that of the embedded stack)')
        .option(
          '--token <token>',
          'a bearer token (default: AMENDS_TOKEN, else one of the development issuer)',
        )
        .option('--state <folder>', 'where the embedded stack keeps its secrets', '.amends')
        .option('--json', 'print JSON');
    common(command.command('list').description('all known years, and how many clocks rest on each')).action(
      list,
    );
    common(
      command
        .command('publish <file>')
        .description('publish a year, or the next version of one, from its file'),
    ).action(publish);
    common(
      command
        .command('propose <calendar>')
        .description('preview what the calendars, as they are known now, make of the running clocks')
        .requiredOption('--reason <why>', 'why the clocks are to be counted again')
        .option('--known-at <date>', "as known on which day (default: each case's own today)")
        .option('--per-second <cases>', 'how many cases are changed in a second, at most', '500'),
    ).action(propose);
  },
};
