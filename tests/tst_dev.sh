#!/usr/bin/env bash
# Checks ./dev without building anything: the programs that it calls are replaced by ones that write down their call.
#   tst_dev.sh <path of dev>
set -euo pipefail

dev=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
calls=$scratch/calls
mkdir "$scratch/bin"

fail()
{
    printf 'FAIL: %s\n' "$*" >&2
    cat "$scratch/out" "$scratch/err" "$calls" >&2
    exit 1
}

# stand_in NAME BODY: a program that writes down its call and then does BODY.
stand_in()
{
    printf '#!/bin/sh\necho "%s $*" >>"%s"\n%s\n' "$1" "$calls" "$2" >"$scratch/bin/$1"
    chmod +x "$scratch/bin/$1"
}

# expect STATUS ARG…: runs dev with the stand-ins in front; its output goes to out and err.
expect()
{
    local expected=$1 status=0
    shift
    : >"$calls"
    env -u DISPLAY -u WAYLAND_DISPLAY PATH="$scratch/bin:$PATH" "$dev" "$@" \
        >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
    ((status == expected)) || fail "dev $*: exit code $status, expected $expected"
}

has() { grep -qF -- "$2" "$1" || fail "no \"$2\" in ${1##*/}"; }
hasnt() { ! grep -qF -- "$2" "$1" || fail "\"$2\" in ${1##*/}"; }

lists_its_commands()
{
    local command
    expect 0 help
    for command in run tour test bench format lint asan tsan fuzz package help; do
        has "$scratch/out" "  $command "
    done
    cp "$scratch/out" "$scratch/help"
    expect 0
    cmp -s "$scratch/out" "$scratch/help" || fail "no argument is not help"
}

refuses_an_unknown_command()
{
    expect 2 frobnicate
    has "$scratch/err" 'no command "frobnicate"'
    has "$scratch/err" "Usage: ./dev COMMAND"
    [[ ! -s $scratch/out ]] || fail "an unknown command writes to standard output"
}

prints_the_line_where_rights_are_missing()
{
    stand_in id 'echo 1000'
    stand_in sudo 'exit 1'
    stand_in dpkg-query 'echo "installed g++"; echo "not-installed cmake"; exit 1'
    stand_in apt-get ''
    expect 1 run
    has "$scratch/err" "sudo apt-get install --no-install-recommends cmake ninja-build"
    hasnt "$scratch/err" "g++"
    hasnt "$calls" "apt-get"
}

installs_what_is_missing_without_a_question()
{
    stand_in id 'echo 0'
    stand_in cmake ''
    stand_in xvfb-run 'exit 7'
    expect 7 run
    has "$calls" "apt-get -y -qq update"
    has "$calls" "apt-get -y -qq install --no-install-recommends cmake ninja-build"
    has "$calls" "cmake --preset release"
}

takes_the_tour_where_no_display_is()
{
    # shellcheck disable=SC2016 # the stand-in expands it
    stand_in dpkg-query 'shift 2; for package in "$@"; do echo "installed $package"; done'
    expect 7 run
    has "$scratch/out" "No display here"
    has "$calls" "--tour build/tour"
    hasnt "$calls" "apt-get"
}

takes_the_tour_in_each_form()
{
    stand_in xvfb-run 'exit 0'
    expect 0 tour
    has "$calls" "-screen 0 1280x800x24 build/release/bin/larder --tour build/tour/light-1280x800 --theme light"
    has "$calls" "-screen 0 1280x800x24 build/release/bin/larder --tour build/tour/dark-1280x800 --theme dark"
    has "$calls" "-screen 0 2560x1440x24 build/release/bin/larder --tour build/tour/light-2560x1440 --theme light"
    stand_in xvfb-run 'exit 7'
    expect 7 tour
}

passes_the_exit_code_of_a_failed_build()
{
    stand_in cmake 'exit 3'
    expect 3 run
    hasnt "$calls" "xvfb-run"
}

lists_its_commands
refuses_an_unknown_command
prints_the_line_where_rights_are_missing
installs_what_is_missing_without_a_question
takes_the_tour_where_no_display_is
takes_the_tour_in_each_form
passes_the_exit_code_of_a_failed_build
echo "dev: 7 promises hold"
