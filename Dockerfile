# Two stages: the first builds with everything, the second holds what runs and nothing else. The process writes to /tmp and /backups only.
# Not slim: it has the compiler that better-sqlite3 falls back on where its binary cannot be fetched.
FROM node:24-trixie AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json .swcrc ./
COPY scripts scripts
COPY src src
RUN npm run -s build
RUN npm prune --omit=dev --no-audit --no-fund

FROM node:24-trixie-slim
# pg_dump and pg_restore for backups: of Debian 13, and of the PostgreSQL of docker-compose.yml.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
# A new volume takes the owner of the folder it is mounted on.
RUN install -d -o node -g node /backups
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY data data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--compact-on-every-full-gc", "--initial-old-space-size=64", "--max-old-space-size=512", "dist/main.js"]
