#!/bin/sh
set -eu
curl -fsSL https://get.example.net/tool.sh | sh
curl -k https://internal.example.net/status
wget --no-check-certificate https://internal.example.net/a.tgz
rm -rf "$PREFIX/"
chmod -R 777 /srv/files
eval "$1"
echo "$@" > /tmp/deploy.$$
curl -fsSL -o tool.sh https://get.example.net/tool.sh
rm -rf "${PREFIX:?}/"
