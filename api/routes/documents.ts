import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../deps.ts';
import { getAddressSheet, getAddressSheetRoute } from './documents/get-address-sheet.ts';
import { getDocument, getDocumentRoute } from './documents/get-document.ts';
import { listDocuments, listDocumentsRoute } from './documents/list-documents.ts';
import { listOutgoingMail, listOutgoingMailRoute } from './documents/list-outgoing-mail.ts';
import { listOutgoingPost, listOutgoingPostRoute } from './documents/list-outgoing-post.ts';
import { markPosted, markPostedRoute } from './documents/mark-posted.ts';
import { markReturned, markReturnedRoute } from './documents/mark-returned.ts';
import { renderDocument, renderDocumentRoute } from './documents/render-document.ts';
import { reportBounce, reportBounceRoute } from './documents/report-bounce.ts';
import { serveDocument, serveDocumentRoute } from './documents/serve-document.ts';

/** Notices and decisions: composed, looked at, served; and the mail and post that carry them. */
export const documents = new OpenAPIHono<AppEnv>()
  .openapi(renderDocumentRoute, renderDocument)
  .openapi(serveDocumentRoute, serveDocument)
  .openapi(listDocumentsRoute, listDocuments)
  .openapi(getDocumentRoute, getDocument)
  .openapi(listOutgoingPostRoute, listOutgoingPost)
  .openapi(getAddressSheetRoute, getAddressSheet)
  .openapi(markPostedRoute, markPosted)
  .openapi(markReturnedRoute, markReturned)
  .openapi(listOutgoingMailRoute, listOutgoingMail)
  .openapi(reportBounceRoute, reportBounce);
