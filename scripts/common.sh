# Sourced by the scripts beside it: where the project lies, how to say things, how to get what is missing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# Prints the caller's head comment as help: every line from the second up to the first that is no comment.
help() { sed -n '2,/^[^#]/ { /^#/ s/^# \{0,1\}//p }' "$0"; }

# Makes sure that Swift is there and new enough.
need_swift() {
  command -v swift >/dev/null || die "swift is not on the PATH. Install Swift 6.2 or newer from https://www.swift.org/install/linux/ and try again."
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [ "$(printf '6.2\n%s\n' "$version" | sort -V | head -n 1)" = 6.2 ] ||
    die "Swift $version is too old. Install Swift 6.2 or newer from https://www.swift.org/install/linux/ and try again."
}

# Installs the Debian packages named that are missing.
need_packages() {
  local missing=() package as_root=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "these packages are missing and there is no apt-get to install them: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "these packages are missing; install them as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq || die "apt-get update failed; check the network and the package sources, then try again."
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
    die "apt-get could not install: ${missing[*]}. Install them by hand and try again."
}

# Builds the release binary, with Swift's own libraries inside, and sets $binary.
build_release() {
  say "Building the release binary (a few minutes the first time)"
  swift build -c release --static-swift-stdlib --product onrecord >&2 ||
    die "the build failed; the compiler's messages above say where."
  binary=$(swift build -c release --static-swift-stdlib --product onrecord --show-bin-path)/onrecord
}

build_packages=(libssl-dev zlib1g-dev libbrotli-dev pkg-config)
