#!/bin/sh
# Verifies a signed head with openssl 3: sh verify-checkpoint.sh council/keys/council.pub FILE
# FILE is what `drover audit export` printed, or one of logs/checkpoints; its first note is looked at.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
awk '/^$/ { exit } { print }' "$2" >"$dir/text"
# A signature line: a dash, the name of the key, and four bytes of its id before the 64 of the signature, in base64.
awk 'past && NF == 3 { print $3; exit } /^$/ { past = 1 }' "$2" | base64 -d | tail -c 64 >"$dir/signature"
openssl pkeyutl -verify -pubin -inkey "$1" -rawin -in "$dir/text" -sigfile "$dir/signature"
{ read -r log && read -r lines && read -r root; } <"$dir/text"
echo "$log had $lines lines, the last with the hash $(printf '%s' "$root" | base64 -d | od -An -v -tx1 | tr -d ' \n')"
