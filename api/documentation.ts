import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import type { AppEnv } from './deps.ts';
import { openapiDocument } from './openapi.ts';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};
const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Amends API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, tagsSorter: 'alpha', validatorUrl: null });\n`;
const cached = { 'cache-control': 'public, max-age=3600' };
const securityPolicy =
  "default-src 'none'; connect-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

let document: string | undefined;

/** The contract and its readable form, served from this process alone. */
export const documentation = new Hono<AppEnv>()
  .get('/openapi.json', (c) => {
    document ??= JSON.stringify(openapiDocument());
    return c.body(document, 200, { 'content-type': 'application/json', ...cached });
  })
  .get('/docs', (c) => c.html(page, 200, { 'content-security-policy': securityPolicy, ...cached }))
  .get('/docs/start.js', (c) =>
    c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8', ...cached }),
  )
  .get('/docs/:asset', async (c) => {
    const asset = c.req.param('asset');
    const type = assets[asset];
    if (type === undefined) return c.notFound();
    const bytes = new Uint8Array(await readFile(join(folder, asset)));
    return c.body(bytes, 200, { 'content-type': type, ...cached });
  });
