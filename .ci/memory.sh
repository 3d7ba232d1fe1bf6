# shellcheck shell=bash
# Half the time of the tests is spent waiting for the disk, at each commit and each dropped database. Their data need not survive
# a power cut: their files and a PostgreSQL of their own live in memory where there is room for them and nobody named a server.
MEMORY=
[ "$(df --output=avail -k /dev/shm 2>/dev/null | tail -1)" -gt 4000000 ] 2>/dev/null && MEMORY=$(mktemp -d -p /dev/shm) && chmod 711 "$MEMORY"
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
postgres_in_memory() {
  local bin port
  bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
  [ -n "$MEMORY" ] && [ -x "$bin/initdb" ] && mkdir "$MEMORY/postgres" || return 1
  [ "$(id -u)" -ne 0 ] || chown postgres "$MEMORY/postgres" || return 1
  port=$(node -e "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })")
  as_postgres "$bin/initdb" -D "$MEMORY/postgres/data" -U postgres -A trust --no-sync >/dev/null || return 1
  STOP_POSTGRES=("$bin/pg_ctl" -D "$MEMORY/postgres/data" -m immediate stop)
  as_postgres "$bin/pg_ctl" -D "$MEMORY/postgres/data" -l "$MEMORY/postgres/log" -w start >/dev/null -o "-p $port -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories=$MEMORY/postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off -c autovacuum=off" || return 1
  export TEST_DATABASE_URL=postgres://postgres@127.0.0.1:$port/postgres
}
# Stops that server and removes everything.
forget_memory() {
  [ -z "${STOP_POSTGRES:-}" ] || as_postgres "${STOP_POSTGRES[@]}" >/dev/null 2>&1
  [ -z "$MEMORY" ] || rm -rf "$MEMORY"
}
# What runs with its temporary files in memory.
in_memory() { if [ -n "$MEMORY" ]; then TMPDIR=$MEMORY "$@"; else "$@"; fi; }
