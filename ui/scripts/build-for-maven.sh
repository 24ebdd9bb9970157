#!/usr/bin/env bash
# Builds the console into dist for Maven, when something of it is newer than the last build. Without Node.js the jar stays
# empty and the gateway says so in the console's place; -Dconsole.required=true makes that an error.
#
#   SKIP_TESTS      true: bundle alone, as -DskipTests
#   CONSOLE_REQUIRED  true: no Node.js is an error
set -euo pipefail
cd "$(dirname "$0")/.."

LEAST_NODE=20
STAMP=dist/.built

version="$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p' || true)"
if [ -z "$version" ] || [ "$version" -lt "$LEAST_NODE" ] || ! command -v npm >/dev/null; then
  echo "vedette: the console is left out: Node.js $LEAST_NODE or later with npm is needed, found ${version:-none}" >&2
  [ "${CONSOLE_REQUIRED:-false}" != true ] || exit 1
  exit 0
fi

# What the last build was: a bundle that was not tested is built again when tests are wanted.
kind=tested
[ "${SKIP_TESTS:-false}" != true ] || kind=bundled
if [ -e "$STAMP" ] && { [ "$kind" = bundled ] || [ "$(cat "$STAMP")" = tested ]; } &&
  [ -z "$(find src public scripts index.html package.json package-lock.json ./*.ts ./*.js ./*.json -newer "$STAMP" -print -quit)" ]; then
  exit 0
fi

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
if [ "$kind" = tested ]; then
  npm run --silent build
else
  npm run --silent bundle
fi
echo "$kind" >"$STAMP"
