#!/bin/sh
# Reads docker-compose.yml as Docker Compose does, with made-up secrets: by Compose itself where it is installed, else
# by the library that it reads files with, built with Go. Needs no container engine.
set -eu
cd "$(dirname "$0")/.."
for name in POSTGRES_PASSWORD AMENDS_DB_PASSWORD TEMPORAL_DB_PASSWORD AMENDS_MASTER_KEY AMENDS_ISSUER AMENDS_JWKS; do
  export "$name=check"
done
if docker compose version >/dev/null 2>&1; then
  docker compose --file docker-compose.yml config --quiet
else
  checkout=$PWD
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  cd "$folder"
  cat >main.go <<'GO'
package main

import (
	"context"
	"log"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := options.LoadProject(context.Background()); err != nil {
		log.Fatal(err)
	}
}
GO
  go mod init check 2>/dev/null
  go get github.com/compose-spec/compose-go/v2/cli@v2.16.2 2>/dev/null
  go run . "$checkout/docker-compose.yml"
fi
echo 'docker-compose.yml is well formed.'
