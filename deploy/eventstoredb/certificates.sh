#!/bin/sh
# Gives the event stores a certificate for a year, signed by an authority that belongs to this installation. Repeatable: one
# that is older than ninety days is replaced, and the stores take the new one when they are started again.
# All paths begin with ROOT, which only a specification sets.
set -eu

ROOT="${ROOT:-}"
OWN="$ROOT/authority-key/ca"
STORES="$ROOT/certs"
NAMES=localhost,events-access-delegation,events-audit,events-identity

test -f "$OWN/ca.key" || es-gencert-cli create-ca -days 3650 -out "$OWN"
mkdir -p "$STORES/ca" "$STORES/node"
for place in "$STORES/ca" "$ROOT/authority"; do
  cp -f "$OWN/ca.crt" "$place/ca.crt"
  chmod 444 "$place/ca.crt"
done

if [ -z "$(find "$STORES/node/node.crt" -mtime -90 2> /dev/null)" ]; then
  rm -rf "$STORES/new"
  es-gencert-cli create-node -days 365 -ca-certificate "$OWN/ca.crt" -ca-key "$OWN/ca.key" -out "$STORES/new" -ip-addresses 127.0.0.1 -dns-names "$NAMES"
  chmod 400 "$STORES/new/node.key"
  chown -R 1000:1000 "$STORES/new"
  mv -f "$STORES/new/node.key" "$STORES/new/node.crt" "$STORES/node/"
fi
