#!/bin/sh
# /usr/local/bin/vdc: the program in /opt/vdc with the Node that it was tested with.
exec /opt/vdc/node_modules/.bin/node /opt/vdc/bin/vdc.mjs "$@"
