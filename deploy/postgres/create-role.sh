#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume and before anything listens on the network. The application owns its database and nothing
# else: what gets in through it cannot read the server's files, make roles or touch other databases. The superuser is left without a password, so that it
# signs in from inside the container only: docker compose exec postgres psql -U postgres
set -eu
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" -U "$POSTGRES_USER" -d postgres <<'SQL'
CREATE ROLE marelle LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE marelle OWNER marelle;
REVOKE CONNECT ON DATABASE marelle FROM PUBLIC;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
