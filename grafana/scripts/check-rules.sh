#!/usr/bin/env bash
# Checks the alert rules about Vedette itself, their unit tests and the scrape configuration, with Prometheus' promtool
# (Debian: apt-get install prometheus). Without it they are skipped, and it says so.
set -euo pipefail
cd "$(dirname "$0")/../monitoring"

if ! command -v promtool >/dev/null; then
  echo "vedette: rules of Prometheus are not tested: promtool is not here (Debian: apt-get install prometheus)" >&2
  exit 0
fi
promtool check rules rules/*.yaml
promtool check config prometheus.yaml
promtool test rules tests/*.yaml
