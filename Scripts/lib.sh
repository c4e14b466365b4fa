# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Copyright the swift-oslo-notifications authors
#
# What the scripts share. Sourced, never run. Everything it says goes to standard error.

project_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck disable=SC2034  # for those who source this file
readonly project_root

# sysexits(3): what is needed can't be had here, as against something that is there and does not work.
readonly unavailable=69

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
    say "$@"
    exit 1
}

usage_error() {
    say "$@"
    say "see '$0 --help'"
    exit 64
}

give_up() {
    say "$@"
    exit "$unavailable"
}

# The text of the calling script between its "usage" marks.
print_help() { sed -n '/^# usage:/,/^$/{s/^# \{0,1\}//;p}' "$0"; }

cache_dir() { printf '%s/swift-oslo-notifications\n' "${XDG_CACHE_HOME:-$HOME/.cache}"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "not root, and there is no sudo to run: $*"
        return 1
    fi
}

# apt_install WHY PACKAGE...: installs Debian packages, or says what is missing and fails.
apt_install() {
    local why=$1
    shift
    if ! command -v apt-get >/dev/null; then
        say "$why needs what Debian and Ubuntu call '$*', and there is no apt-get here to install it: please install it"
        return 1
    fi
    say "installing $* ($why)"
    local options=(-qq -o DPkg::Lock::Timeout=120)
    as_root apt-get "${options[@]}" update >&2 || say "apt-get update failed; trying to install all the same"
    if ! as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get "${options[@]}" install -y --no-install-recommends "$@" >&2; then
        say "$why: could not install $*"
        return 1
    fi
}

librdkafka_is_there() {
    if command -v pkg-config >/dev/null; then
        pkg-config --exists rdkafka && return
    fi
    [ -n "$(find /usr/include /usr/local/include -path '*/librdkafka/rdkafka.h' -print -quit 2>/dev/null)" ]
}

need_librdkafka() {
    librdkafka_is_there || apt_install "the build" librdkafka-dev || exit "$unavailable"
}

need_swift() {
    command -v swift >/dev/null || give_up "no 'swift' on the PATH: install Swift 6.2 or newer from https://swift.org/install"
}

# fetch URL FILE
fetch() {
    command -v curl >/dev/null || apt_install "downloading" curl ca-certificates || return 1
    curl --fail --silent --show-error --location --retry 1 \
        --connect-timeout "${CONNECT_TIMEOUT:-10}" --speed-limit 1024 --speed-time 30 \
        --output "$2" -- "$1"
}
