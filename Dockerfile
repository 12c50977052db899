# One image for migrate, api and worker: they share their code, and compose gives each its command.
FROM node:24-slim AS base
ENV CI=1 DO_NOT_TRACK=1 SCARF_ANALYTICS=false
WORKDIR /app
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json tsconfig.json ./
COPY packages/accounts/package.json packages/accounts/
COPY packages/activities/package.json packages/activities/
COPY packages/db/package.json packages/db/
COPY packages/demo/package.json packages/demo/
COPY packages/embedded-postgres/package.json packages/embedded-postgres/
COPY packages/log/package.json packages/log/
COPY packages/migrating/package.json packages/migrating/
COPY packages/privacy/package.json packages/privacy/
COPY packages/process/package.json packages/process/
COPY packages/queue/package.json packages/queue/
COPY packages/shared/package.json packages/shared/
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/supervisor/package.json apps/supervisor/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
COPY tests/package.json tests/

# The web app, and the servers in a few files each.
FROM base AS built
RUN pnpm install --frozen-lockfile --filter . --filter '@timetracker/web...' \
    --filter '@timetracker/api...' --filter '@timetracker/worker...' --filter '@timetracker/supervisor...'
COPY packages packages
COPY apps apps
COPY scripts scripts
RUN pnpm --filter @timetracker/web run build && node scripts/bundle.ts

# Not `pnpm deploy`: Node strips no types below node_modules, where that would copy the workspace's packages.
FROM base AS app
RUN pnpm install --prod --frozen-lockfile \
    --filter '@timetracker/api...' --filter '@timetracker/worker...' --filter '@timetracker/cli...' \
    --filter '@timetracker/supervisor...'
COPY packages packages
COPY apps/api apps/api
COPY apps/cli apps/cli
COPY apps/supervisor apps/supervisor
COPY apps/worker apps/worker
COPY scripts scripts
COPY --from=built /app/apps/web/dist apps/web/dist
COPY --from=built /app/apps/api/dist apps/api/dist
COPY --from=built /app/apps/worker/dist apps/worker/dist
RUN mkdir -p /data/outbox /anchors && chown -R node:node /data /anchors
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
USER node
EXPOSE 3000
# The flags of packages/process/src/node-flags.ts, as is MALLOC_ARENA_MAX.
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=300", "apps/api/dist/main.js"]
