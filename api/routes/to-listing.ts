import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../deps.ts';
import { amendDetermination, amendDeterminationRoute } from './cases/amend-determination.ts';
import { approveListing, approveListingRoute } from './cases/approve-listing.ts';
import { closeRecord, closeRecordRoute } from './cases/close-record.ts';
import { considerResponse, considerResponseRoute } from './cases/consider-response.ts';
import { getActions, getActionsRoute } from './cases/get-actions.ts';
import { getCase, getCaseRoute } from './cases/get-case.ts';
import { getText, getTextRoute } from './cases/get-text.ts';
import { giveConsent, giveConsentRoute } from './cases/give-consent.ts';
import { listCases, listCasesRoute } from './cases/list-cases.ts';
import { openCase, openCaseRoute } from './cases/open-case.ts';
import { proveService, proveServiceRoute } from './cases/prove-service.ts';
import { handOverPublication, handOverPublicationRoute } from './cases/hand-over-publication.ts';
import { publish, publishRoute } from './cases/publish.ts';
import { recordDetermination, recordDeterminationRoute } from './cases/record-determination.ts';
import { refuseConsent, refuseConsentRoute } from './cases/refuse-consent.ts';
import { refuseListing, refuseListingRoute } from './cases/refuse-listing.ts';
import { reportServiceFailed, reportServiceFailedRoute } from './cases/report-service-failed.ts';
import { respond, respondRoute } from './cases/respond.ts';
import { serveNotice, serveNoticeRoute } from './cases/serve-notice.ts';
import { setAsideService, setAsideServiceRoute } from './cases/set-aside-service.ts';
import { waiveResponse, waiveResponseRoute } from './cases/waive-response.ts';
import { decideRecusal, decideRecusalRoute } from './hearings/decide-recusal.ts';
import { holdHearing, holdHearingRoute } from './hearings/hold-hearing.ts';
import { noticeHearing, noticeHearingRoute } from './hearings/notice-hearing.ts';
import { requestHearing, requestHearingRoute } from './hearings/request-hearing.ts';
import { requestRecusal, requestRecusalRoute } from './hearings/request-recusal.ts';
import { endInterimMeasure, endInterimMeasureRoute } from './measures/end-interim-measure.ts';
import { imposeInterimMeasure, imposeInterimMeasureRoute } from './measures/impose-interim-measure.ts';
import { announceInterimEnd, announceInterimEndRoute } from './measures/announce-interim-end.ts';
import { reportProceedingsBegan, reportProceedingsBeganRoute } from './measures/report-proceedings-began.ts';
import { enterListing, enterListingRoute } from './review/enter-listing.ts';
import { makeRecommendation, makeRecommendationRoute } from './review/make-recommendation.ts';
import { passLegalReview, passLegalReviewRoute } from './review/pass-legal-review.ts';
import { proveDecisionService, proveDecisionServiceRoute } from './review/prove-decision-service.ts';
import { serveDecision, serveDecisionRoute } from './review/serve-decision.ts';

/** Cases: how they are opened and read, and the acts on the way to an entry. */
export const toListing = new OpenAPIHono<AppEnv>()
  .openapi(openCaseRoute, openCase)
  .openapi(listCasesRoute, listCases)
  .openapi(getCaseRoute, getCase)
  .openapi(getActionsRoute, getActions)
  .openapi(getTextRoute, getText)
  .openapi(recordDeterminationRoute, recordDetermination)
  .openapi(amendDeterminationRoute, amendDetermination)
  .openapi(serveNoticeRoute, serveNotice)
  .openapi(reportServiceFailedRoute, reportServiceFailed)
  .openapi(proveServiceRoute, proveService)
  .openapi(setAsideServiceRoute, setAsideService)
  .openapi(respondRoute, respond)
  .openapi(waiveResponseRoute, waiveResponse)
  .openapi(considerResponseRoute, considerResponse)
  .openapi(requestHearingRoute, requestHearing)
  .openapi(noticeHearingRoute, noticeHearing)
  .openapi(holdHearingRoute, holdHearing)
  .openapi(requestRecusalRoute, requestRecusal)
  .openapi(decideRecusalRoute, decideRecusal)
  .openapi(closeRecordRoute, closeRecord)
  .openapi(imposeInterimMeasureRoute, imposeInterimMeasure)
  .openapi(endInterimMeasureRoute, endInterimMeasure)
  .openapi(announceInterimEndRoute, announceInterimEnd)
  .openapi(reportProceedingsBeganRoute, reportProceedingsBegan)
  .openapi(passLegalReviewRoute, passLegalReview)
  .openapi(makeRecommendationRoute, makeRecommendation)
  .openapi(approveListingRoute, approveListing)
  .openapi(refuseListingRoute, refuseListing)
  .openapi(giveConsentRoute, giveConsent)
  .openapi(refuseConsentRoute, refuseConsent)
  .openapi(serveDecisionRoute, serveDecision)
  .openapi(proveDecisionServiceRoute, proveDecisionService)
  .openapi(enterListingRoute, enterListing)
  .openapi(publishRoute, publish)
  .openapi(handOverPublicationRoute, handOverPublication);
