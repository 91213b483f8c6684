#!/usr/bin/env bash
# Runs a command in a session of its own with an empty, unlocked Secret Service, which ends with it.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export XDG_DATA_HOME=$home XDG_RUNTIME_DIR=$home
unset DBUS_SESSION_BUS_ADDRESS
# shellcheck disable=SC2016
dbus-run-session -- bash -c '
    printf larder | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    status=0
    "$@" || status=$?
    exit "$status"' bash "$@"
