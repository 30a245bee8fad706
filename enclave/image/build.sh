#!/bin/sh
# Builds the TDX guest image and computes what it measures. Run from anywhere.
#   build.sh [--dry-run] [--firmware OVMF.fd]
# --dry-run prints the commands and what is missing, and runs nothing.
# Exit codes: 0 done, 1 usage, 3 something is missing.
set -eu
dry=no firmware=
while [ $# -gt 0 ]; do
  case $1 in
    --dry-run) dry=yes ;;
    --firmware) [ $# -gt 1 ] || { echo "build.sh: --firmware wants a file" >&2; exit 1; }; firmware=$2; shift ;;
    *) echo "usage: build.sh [--dry-run] [--firmware OVMF.fd]" >&2; exit 1 ;;
  esac
  shift
done
here=${0%/*}
[ "$here" != "$0" ] || here=.
cd "$here"
out=../../build/image

missing=
need() { # PROGRAM WHY
  command -v "$1" >/dev/null 2>&1 || { missing="$missing $1"; echo "missing: $1 ($2)" >&2; }
}
need go "builds hallmark-enclave and hallmark-init"
need mkosi "24 or later, builds the image: https://github.com/systemd/mkosi"
need ukify "makes the unified kernel image (systemd-ukify)"
need systemd-repart "makes the partitions"
need veritysetup "checks the root's hashes (cryptsetup)"
need mkfs.erofs "makes the root file system (erofs-utils)"
need mkfs.vfat "makes the ESP (dosfstools)"
if [ -n "$missing" ] && [ $dry = no ]; then
  echo "build.sh: install what is missing:$missing" >&2
  exit 3
fi

run() {
  echo "+ $*"
  [ $dry = yes ] || "$@"
}
go_build() { # OUTPUT PACKAGE
  run env CGO_ENABLED=0 GOOS=linux GOARCH=amd64 GOTOOLCHAIN=local GOFLAGS=-buildvcs=false go build -trimpath -ldflags "-s -w" -o "$1" "$2"
}

# Times of files in the image: the commit's, so that a rebuild gives the same bits.
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 0)
fi
export SOURCE_DATE_EPOCH

# 1. Our two programs, static and without paths.
run mkdir -p mkosi.extra/usr/bin mkosi.extra/models mkosi.extra/state "$out"
go_build mkosi.extra/usr/bin/hallmark-enclave ../../cmd/hallmark-enclave
go_build mkosi.extra/usr/bin/hallmark-init ../../cmd/hallmark-init
# 2. The app manifest: the host hands it to the TD and starts the TD with its digest.
if [ $dry = yes ]; then
  echo "+ mkosi.extra/usr/bin/hallmark-enclave --print-manifest > $out/manifest.json"
else
  mkosi.extra/usr/bin/hallmark-enclave --print-manifest > "$out/manifest.json"
fi
# 3. Root, dm-verity and unified kernel image: hallmark.raw, hallmark.efi.
run mkosi --force build
# 4. What it measures. RTMR0 and RTMR2 need a reference run's event log: see README.md.
set -- tdx --uki "$out/hallmark.efi" --disk "$out/hallmark.raw" --manifest "$out/manifest.json" --out "$out/measurements.json"
[ -z "$firmware" ] || set -- "$@" --firmware "$firmware"
run go run ../../cmd/hallmark measure "$@"
[ -z "$missing" ] || echo "dry run: not on this machine:$missing"
