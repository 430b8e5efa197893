#!/bin/sh
# Brings the schemas of Temporal's two databases to the version of this image. Safe to run again.
set -eu
for store in temporal:temporal temporal_visibility:visibility; do
  database=${store%%:*} schema=${store##*:}
  temporal-sql-tool --db "$database" setup-schema -v 0.0
  temporal-sql-tool --db "$database" update-schema --schema-name "postgresql/v12/$schema"
done
