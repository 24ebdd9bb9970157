#!/usr/bin/env bash
# Builds Grafana's plugin into dist for Maven, when something of it is newer than the last build. Without Node.js it is left
# out, and it says so; -Dgrafana.required=true makes that an error.
#
#   SKIP_TESTS        true: bundle alone, as -DskipTests
#   GRAFANA_REQUIRED  true: no Node.js is an error
set -euo pipefail
cd "$(dirname "$0")/.."

LEAST_NODE=20
STAMP=target/built
# The contract and the pages are read by tests, beside what is here.
SOURCES=(.config monitoring provisioning scripts src package.json package-lock.json ./*.js ./*.mjs ./*.json
  ../gateway/src/main/resources/openapi.yaml ../docs/metrics.md ../docs/gateway.md ../docs/runbooks.md)

version="$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p' || true)"
if [ -z "$version" ] || [ "$version" -lt "$LEAST_NODE" ] || ! command -v npm >/dev/null; then
  echo "vedette: Grafana's plugin is left out: Node.js $LEAST_NODE or later with npm is needed, found ${version:-none}" >&2
  [ "${GRAFANA_REQUIRED:-false}" != true ] || exit 1
  exit 0
fi

# What the last build was: a bundle that was not tested is built again when tests are wanted.
kind=tested
[ "${SKIP_TESTS:-false}" != true ] || kind=bundled
if [ -e "$STAMP" ] && [ -e dist/module.js ] && { [ "$kind" = bundled ] || [ "$(cat "$STAMP")" = tested ]; } &&
  [ -z "$(find "${SOURCES[@]}" ! -name schema.d.ts -newer "$STAMP" -print -quit)" ]; then
  exit 0
fi

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
mkdir -p target
touch "$STAMP.next"
if [ "$kind" = tested ]; then
  npm run --silent build
else
  npm run --silent bundle
fi
echo "$kind" >"$STAMP"
# As old as the beginning of the build: what was edited meanwhile is built next time.
touch -r "$STAMP.next" "$STAMP"
rm "$STAMP.next"
