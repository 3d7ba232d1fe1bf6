#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume and before anything listens on the network. It makes two roles. marelle owns the database and
# nothing else: it migrates, restores, and drops what the journal no longer keeps. marelle_app is what the application signs in as: it uses the tables, and
# has neither UPDATE nor DELETE on the journal (each start says so again, after its migrations). What gets in through either cannot read the server's files,
# make roles or touch other databases. The superuser is left without a password, so that it signs in from inside the container only:
# docker compose exec postgres psql -U postgres
set -eu
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_PASSWORD" -v app_password="$POSTGRES_APP_PASSWORD" -U "$POSTGRES_USER" -d postgres <<'SQL'
CREATE ROLE marelle LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE ROLE marelle_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
CREATE DATABASE marelle OWNER marelle;
REVOKE CONNECT ON DATABASE marelle FROM PUBLIC;
GRANT CONNECT ON DATABASE marelle TO marelle_app;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
