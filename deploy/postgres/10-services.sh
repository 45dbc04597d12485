#!/bin/sh
# One schema and one login per service: no service can read another's tables.
# Run once by the image's entry point when the data folder is empty.
set -eu
for service in directory billing repairs complaints notices; do
    psql -v ON_ERROR_STOP=1 -v service="$service" -v password="$POSTGRES_PASSWORD" \
        --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', :'service', :'password')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'service') \gexec
CREATE SCHEMA :"service" AUTHORIZATION :"service";
ALTER ROLE :"service" SET search_path = :"service";
SQL
done
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    -c 'REVOKE ALL ON SCHEMA public FROM PUBLIC'
