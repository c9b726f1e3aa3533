#!/bin/sh
# Install what tests need from the system: Chromium and a font. Where that is not allowed, say what is left out;
# pytest then skips those tests, or fails with CI=true.
set -u
find_browser() {
    for name in "${GEOMAP_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}
find_browser && exit 0
if [ "$(id -u)" -eq 0 ]; then as_root=""
elif sudo -n true 2>/dev/null; then as_root="sudo -n"
else as_root="none"
fi
if [ "$as_root" != none ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests …"
    export DEBIAN_FRONTEND=noninteractive
    { $as_root apt-get update -qq && \
      $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null 2>&1
fi
find_browser && exit 0
echo "Left out: browser tests (no Chromium found; sudo apt-get install chromium, or set GEOMAP_CHROMIUM)." >&2
[ "${CI:-}" = true ] && exit 1
exit 0
