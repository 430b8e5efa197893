import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../deps.ts';
import { approveChange, approveChangeRoute } from './changes/approve-change.ts';
import { getChange, getChangeRoute } from './changes/get-change.ts';
import { listCalendars, listCalendarsRoute } from './changes/list-calendars.ts';
import { listChangeCases, listChangeCasesRoute } from './changes/list-change-cases.ts';
import { listChanges, listChangesRoute } from './changes/list-changes.ts';
import { proposeChange, proposeChangeRoute } from './changes/propose-change.ts';
import { publishCalendar, publishCalendarRoute } from './changes/publish-calendar.ts';
import { whatIfDraft, whatIfDraftRoute } from './changes/what-if-draft.ts';
import { whatIfRegime, whatIfRegimeRoute } from './changes/what-if-regime.ts';
import { withdrawChange, withdrawChangeRoute } from './changes/withdraw-change.ts';

/** Calendars and law that change under live cases: published, previewed, approved, applied. */
export const changes = new OpenAPIHono<AppEnv>()
  .openapi(publishCalendarRoute, publishCalendar)
  .openapi(listCalendarsRoute, listCalendars)
  .openapi(whatIfDraftRoute, whatIfDraft)
  .openapi(whatIfRegimeRoute, whatIfRegime)
  .openapi(proposeChangeRoute, proposeChange)
  .openapi(listChangesRoute, listChanges)
  .openapi(getChangeRoute, getChange)
  .openapi(listChangeCasesRoute, listChangeCases)
  .openapi(approveChangeRoute, approveChange)
  .openapi(withdrawChangeRoute, withdrawChange);
