"""Waits until every address given answers /health/ready, for at most two minutes."""

import sys
import time
import urllib.error
import urllib.request

deadline = time.monotonic() + 120
for base in sys.argv[1:]:
    while True:
        try:
            urllib.request.urlopen(base + "/health/ready", timeout=5).close()
            break
        except (urllib.error.URLError, OSError) as err:
            if time.monotonic() > deadline:
                sys.exit(f"{base} is not ready: {err}")
            time.sleep(0.2)
