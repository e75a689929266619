#!/bin/bash
# One broker that is its own controller. Users (SCRAM) are made when its storage is formatted; passwords come from secrets,
# names begin with NAME_PREFIX, as the services have it. All paths begin with ROOT, which only a specification sets.
set -euo pipefail

ROOT="${ROOT:-}"
DATA="$ROOT/var/lib/kafka/data/log"
RUN="$ROOT/run/kafka"
KAFKA="$ROOT/opt/kafka/bin"
secret() { tr -d '\n' < "$ROOT/run/secrets/$1"; }
umask 077

ADMIN="$(secret kafka-admin)"
cat > "$RUN/admin.properties" <<PROPERTIES
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="$ADMIN";
PROPERTIES

cat "$ROOT/deploy/server.properties" - > "$RUN/server.properties" <<PROPERTIES
log.dirs=$DATA
listener.name.controller.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="controller" password="$ADMIN" user_controller="$ADMIN";
listener.name.clients.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="$ADMIN";
PROPERTIES

if [ ! -f "$DATA/meta.properties" ]; then
  users=(--add-scram "SCRAM-SHA-512=[name=admin,password=$ADMIN]")
  for file in "$ROOT"/run/secrets/*.kafka-password; do
    service="$(basename "$file" .kafka-password)"
    users+=(--add-scram "SCRAM-SHA-512=[name=${NAME_PREFIX:-}$service,password=$(secret "$service.kafka-password")]")
  done
  "$KAFKA/kafka-storage.sh" format --standalone -t "$("$KAFKA/kafka-storage.sh" random-uuid)" -c "$RUN/server.properties" "${users[@]}"
fi
exec "$KAFKA/kafka-server-start.sh" "$RUN/server.properties"
