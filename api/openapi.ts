import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './deps.ts';
import { afterListing } from './routes/after-listing.ts';
import { changes } from './routes/changes.ts';
import { deployment } from './routes/deployment.ts';
import { documents } from './routes/documents.ts';
import { imports } from './routes/imports.ts';
import { onRecord } from './routes/on-record.ts';
import { toListing } from './routes/to-listing.ts';

/** The contract, made from the routes' own schemas. */
export function openapiDocument(): ReturnType<OpenAPIHono<AppEnv>['getOpenAPI31Document']> {
  const app = new OpenAPIHono<AppEnv>();
  app.route('/', toListing);
  app.route('/', afterListing);
  app.route('/', onRecord);
  app.route('/', deployment);
  app.route('/', imports);
  app.route('/', changes);
  app.route('/', documents);
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A token of the deployment’s OIDC issuer. Claims: sub, roles, and authority, case or recipient where the role needs it.',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Amends',
      version: '1',
      description:
        'A due-process case engine for exclusion lists. Writes take an Idempotency-Key and answer the ruling; a refusal is a problem that names the rule, its citation and what would be lawful.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'Cases', description: 'The procedure, act by act.' },
      { name: 'Hearings', description: 'Oral hearings, and persons who stand back.' },
      { name: 'Review', description: 'Examinations, the decision and its service.' },
      { name: 'Measures', description: 'Restrictions with terms of their own.' },
      { name: 'Documents', description: 'Notices and decisions, and the mail and post that carry them.' },
      { name: 'Petitions', description: 'Repair: the way off the list.' },
      { name: 'Objections', description: 'Data of the entry are said to be wrong.' },
      { name: 'Proceedings', description: 'Reconsideration, appeal, litigation; stays.' },
      { name: 'Holder', description: 'Another authority, another subject, another case.' },
      { name: 'Tasks', description: 'What waits for persons.' },
      { name: 'Clocks', description: 'What runs by itself.' },
      { name: 'Register', description: 'What the public may see.' },
      { name: 'Recipients', description: 'Bodies that receive entries and retractions.' },
      { name: 'Authorities', description: 'Whom the deployment serves.' },
      { name: 'Regimes', description: 'The law, as dated data.' },
      { name: 'Changes', description: 'Calendars and law that change under live cases.' },
      { name: 'Imports', description: 'Existing lists, brought in line by line.' },
      { name: 'Sandbox', description: 'Virtual time, where the deployment allows it.' },
      { name: 'Service', description: 'For whoever runs the deployment.' },
    ],
  });
}
