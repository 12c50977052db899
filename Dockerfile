# One image for migrate, api and worker: they share their code, and compose gives each its command.
FROM node:24-slim AS base
ENV CI=1 DO_NOT_TRACK=1 SCARF_ANALYTICS=false
WORKDIR /app
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY packages/db/package.json packages/db/
COPY packages/migrating/package.json packages/migrating/
COPY packages/process/package.json packages/process/
COPY packages/queue/package.json packages/queue/
COPY packages/shared/package.json packages/shared/
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/web/package.json apps/web/
COPY apps/worker/package.json apps/worker/
COPY tests/package.json tests/

FROM base AS web
RUN pnpm install --frozen-lockfile --filter '@timetracker/web...'
COPY packages packages
COPY apps apps
RUN pnpm --filter @timetracker/web run build

# Not `pnpm deploy`: Node strips no types below node_modules, where that would copy the workspace's packages.
FROM base AS app
RUN pnpm install --prod --frozen-lockfile \
    --filter '@timetracker/api...' --filter '@timetracker/worker...' --filter '@timetracker/cli...'
COPY packages packages
COPY apps/api apps/api
COPY apps/cli apps/cli
COPY apps/worker apps/worker
COPY scripts scripts
COPY --from=web /app/apps/web/dist apps/web/dist
RUN mkdir -p /data/outbox /anchors && chown -R node:node /data /anchors
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
VOLUME /data
USER node
EXPOSE 3000
# The flags of scripts/start/node-flags.ts.
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=300", "apps/api/src/main.ts"]
