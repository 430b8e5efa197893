import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../deps.ts';
import { listAuthorities, listAuthoritiesRoute } from './authorities/list-authorities.ts';
import { putAuthority, putAuthorityRoute } from './authorities/put-authority.ts';
import { listClocks, listClocksRoute } from './clocks/list-clocks.ts';
import { appointDeputyRoute, putDeputy } from './persons/appoint-deputy.ts';
import { putPerson, putPersonRoute } from './persons/put-person.ts';
import { putAccount, putAccountRoute } from './persons/put-account.ts';
import { getFeed, getFeedRoute } from './recipients/get-feed.ts';
import { getRegime, getRegimeRoute } from './regimes/get-regime.ts';
import { listRegimes, listRegimesRoute } from './regimes/list-regimes.ts';
import { getEntry, getEntryRoute } from './register/get-entry.ts';
import { listRegister, listRegisterRoute } from './register/list-register.ts';
import { listWithdrawals, listWithdrawalsRoute } from './register/list-withdrawals.ts';
import { advanceCase, advanceCaseRoute } from './sandbox/advance-case.ts';
import { advanceCases, advanceCasesRoute } from './sandbox/advance-cases.ts';
import { healthz, healthzRoute } from './service/healthz.ts';
import { readyz, readyzRoute } from './service/readyz.ts';
import { listTasks, listTasksRoute } from './tasks/list-tasks.ts';

/** Everything that is not about one case. */
export const deployment = new OpenAPIHono<AppEnv>()
  .openapi(listTasksRoute, listTasks)
  .openapi(listClocksRoute, listClocks)
  .openapi(listRegisterRoute, listRegister)
  .openapi(getEntryRoute, getEntry)
  .openapi(listWithdrawalsRoute, listWithdrawals)
  .openapi(getFeedRoute, getFeed)
  .openapi(listAuthoritiesRoute, listAuthorities)
  .openapi(putAuthorityRoute, putAuthority)
  .openapi(putPersonRoute, putPerson)
  .openapi(putAccountRoute, putAccount)
  .openapi(appointDeputyRoute, putDeputy)
  .openapi(listRegimesRoute, listRegimes)
  .openapi(getRegimeRoute, getRegime)
  .openapi(advanceCaseRoute, advanceCase)
  .openapi(advanceCasesRoute, advanceCases)
  .openapi(healthzRoute, healthz)
  .openapi(readyzRoute, readyz);
