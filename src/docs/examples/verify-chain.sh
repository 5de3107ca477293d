#!/bin/sh
# Verifies a hash-chained log, such as logs/master.jsonl: sh verify-chain.sh FILE
n=0 prev=$(printf '%064d' 0)
while IFS= read -r line; do
    n=$((n + 1)) covered=${line%,\"hash\":\"*} hash=${line##*,\"hash\":\"}
    case $covered in "{\"seq\":$n,"*",\"prev\":\"$prev\"") ;; *) echo "line $n does not follow line $((n - 1))"; exit 1 ;; esac
    prev=$(printf '%s' "$covered" | sha256sum | cut -c 1-64)
    [ "$hash" = "$prev\"}" ] || { echo "line $n was changed"; exit 1; }
done <"$1"
echo "$n lines verify; the last hash is $prev"
