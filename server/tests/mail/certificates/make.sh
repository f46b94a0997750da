#!/bin/sh
# Makes the certificates of this folder anew: an authority that nobody else trusts, and one for
# 127.0.0.1. They hold from 2020 to 2120, whatever a machine's clock says.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
cat >"$work/ca.cnf" <<CONF
[ca]
default_ca = own
[own]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1
CONF
between="-startdate 20200101000000Z -enddate 21200101000000Z -batch -notext"
make_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }
make_key "$work/authority.key"
openssl req -new -key "$work/authority.key" -subj "/CN=An authority for tests" -out "$work/authority.csr"
# shellcheck disable=SC2086 # several words on purpose
openssl ca -config "$work/ca.cnf" -selfsign -keyfile "$work/authority.key" -extensions authority \
    $between -in "$work/authority.csr" -out authority.pem
make_key server.key
openssl req -new -key server.key -subj "/CN=A mail server for tests" -out "$work/server.csr"
# shellcheck disable=SC2086
openssl ca -config "$work/ca.cnf" -cert authority.pem -keyfile "$work/authority.key" \
    -extensions server $between -in "$work/server.csr" -out server.pem
