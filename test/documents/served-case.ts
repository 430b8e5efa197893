import { createMailer } from '../../activities/mail.ts';
import { createServiceActivities } from '../../activities/documents.ts';
import { serveDocument, type Serving } from '../../db/commands/serve-document.ts';
import { openFonts } from '../../documents/fonts.ts';
import { loadTemplates } from '../../documents/load-templates.ts';
import { createOffice, type Delivered, type Office, type Order } from '../../documents/office.ts';
import type { Served } from '../../workflows/contract/standing.ts';
import { person } from '../support/law.ts';
import { determine, openCase } from '../db/market-case.ts';
import { ruled, stateOf, type Ask, type OpenRecord } from '../db/record.ts';

export const mailbox = 'legal@acme.example';
const postal = 'Acme Bakery\n1 Baker Street\nHangzhou';
export const caseworker = person('li', ['caseworker'], { authority: 'hz' });

const loaded = loadTemplates();
if (loaded.kind === 'broken') throw new Error(JSON.stringify(loaded.problems));
const { templates } = loaded;
const fonts = openFonts();

/** The opening of a case in real time, about somebody who can be reached. */
export function reachable(
  addresses: object = { email: mailbox, address: postal },
  how: { readonly sandbox: boolean } = { sandbox: false },
): Ask {
  const { opening, ...opened } = openCase(how);
  if (opening === undefined) throw new Error('this opens no case');
  return {
    ...opened,
    opening: (caseId) => {
      const first = opening(caseId);
      return { ...first, subject: { ...first.subject, ...addresses } };
    },
  };
}

export type ServedCase = {
  readonly office: Office;
  /** Opens a case and records its determination. */
  readonly determined: (caseId: string, opening?: Ask) => Promise<void>;
  readonly compose: (caseId: string, order?: Partial<Order>) => Promise<Delivered>;
  readonly serve: (
    caseId: string,
    documents: readonly string[],
    serving?: Partial<Serving>,
  ) => ReturnType<typeof serveDocument>;
  /** Runs the activity for every open duty of service of the case. */
  readonly send: (caseId: string, mailUrl: string | null, more?: Partial<Settings>) => Promise<Served[]>;
};

type Settings = { readonly sandboxSends: boolean; readonly firstRetryMs: number; readonly leaseMs: number };

/** What tests of service do, on a record. */
export function servingOn(record: OpenRecord): ServedCase {
  const { bench } = record;
  const { db } = record.connection;
  const office = createOffice({ db, bench, templates, fonts });
  let orders = 0;
  return {
    office,
    determined: async (caseId, opening = reachable()) => {
      await ruled(bench, caseId, opening);
      await ruled(bench, caseId, determine);
      await ruled(bench, caseId, {
        id: 'consented',
        actor: () => caseworker,
        command: () => ({
          type: 'record-service-consent',
          method: 'electronic',
          on: '2021-09-01',
          document: 'c'.repeat(64),
        }),
      });
    },
    compose: async (caseId, order = {}) => {
      orders += 1;
      const delivered = await office.deliver({
        id: `${caseId}-document-${orders}`,
        caseId,
        by: 'li',
        kind: 'notice',
        lang: 'en',
        own: null,
        additions: {},
        contact: 'Credit Supervision Division, 1 Example Road, Hangzhou',
        officer: null,
        draft: null,
        ...order,
      });
      if (delivered.kind !== 'composed') throw new Error(JSON.stringify(delivered));
      return delivered;
    },
    serve: (caseId, documents, serving = {}) =>
      serveDocument(db, bench, {
        commandId: `serve-${caseId}-${documents.join('-')}-${serving.method ?? 'electronic'}`,
        caseId,
        actor: caseworker,
        request: { documents, ...serving },
        documents,
        method: 'electronic',
        ...serving,
      }),
    send: async (caseId, mailUrl, more = {}) => {
      const mailer =
        mailUrl === null ? null : createMailer({ url: mailUrl, from: 'Authority <post@hz.example>' });
      const service = createServiceActivities({ bench, db, mailer, sandboxSends: false, ...more });
      const { duties } = await stateOf(record, caseId);
      const served: Served[] = [];
      for (const { id } of Object.values(duties).filter(({ kind }) => kind === 'serve'))
        served.push(await service.serve({ caseId, dutyId: id, now: new Date().toISOString() }));
      mailer?.close();
      return served;
    },
  };
}
