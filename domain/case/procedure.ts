import { recordDetermination } from '../determination/record-determination.ts';
import { closeRecord } from '../notice/close-record.ts';
import { proveService } from '../notice/prove-service.ts';
import { reportServiceFailed } from '../notice/report-service-failed.ts';
import { considerResponse, respond, waiveResponse } from '../notice/respond.ts';
import { serveNotice } from '../notice/serve-notice.ts';
import { acceptPetition, decidePetition, rejectPetition } from '../petition/decide-petition.ts';
import { filePetition } from '../petition/file-petition.ts';
import { publish } from '../register/publish-entry.ts';
import { acknowledgeRetraction } from '../removal/acknowledge-retraction.ts';
import { performDuties } from '../removal/perform-duties.ts';
import { reportBasisFallen } from '../removal/report-basis-fallen.ts';
import { withdrawCase } from '../removal/withdraw-case.ts';
import { approveListing } from '../review/approve-listing.ts';
import { giveConsent, refuseConsent } from '../review/consent.ts';
import { refuseListing } from '../review/refuse-listing.ts';
import { keepClocks } from './keep-clocks.ts';
import type { CommandType } from './commands.ts';
import type { Handler } from './handler.ts';

/** The commands that open a case; every other command is an act on an open one. */
export type OpeningType = 'open-case' | 'adopt-entry';
export type ActType = Exclude<CommandType, OpeningType>;

/** The procedure as a table: every act on a case, in the order in which a case meets them. */
export const procedure: { readonly [T in ActType]: Handler<T> } = {
  'record-determination': recordDetermination,
  'serve-notice': serveNotice,
  'report-service-failed': reportServiceFailed,
  'prove-service': proveService,
  respond,
  'waive-response': waiveResponse,
  'consider-response': considerResponse,
  'close-record': closeRecord,
  'approve-listing': approveListing,
  'refuse-listing': refuseListing,
  'give-consent': giveConsent,
  'refuse-consent': refuseConsent,
  publish,
  'file-petition': filePetition,
  'accept-petition': acceptPetition,
  'reject-petition': rejectPetition,
  'decide-petition': decidePetition,
  'report-basis-fallen': reportBasisFallen,
  'withdraw-case': withdrawCase,
  'acknowledge-retraction': acknowledgeRetraction,
  'perform-duties': performDuties,
  'keep-clocks': keepClocks,
};
