#!/bin/sh
# Run once by the postgres image on an empty volume: an account and databases of its own for Amends and for Temporal,
# so that neither can read what the other keeps.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" \
  --set=amends_password="$AMENDS_DB_PASSWORD" --set=temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role amends login password :'amends_password';
create role temporal login password :'temporal_password';
create database amends owner amends;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database amends, temporal, temporal_visibility from public;
SQL
