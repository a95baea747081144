#!/usr/bin/env bash
# Whether the audit of 100 million requests, evidence included, stays within 1 GiB: two threads write them as fast as the
# audit follows, with a few defects planted, all of which must be found. Usage: audit-at-scale.sh [REQUESTS]
set -euo pipefail
requests=${1:-100000000}
cd "$(dirname "$(readlink -f "$0")")/../../.."
mvn -q -B -pl harness -am package -Dtest=AuditCapacityTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dstampede.audit.requests="$requests"
