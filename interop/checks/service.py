"""The running service, as the checks in Python see it."""

import csv
import hashlib
import io
import json
import os
import pathlib
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ["BASE"]
OUT = pathlib.Path(os.environ["OUT"])


def fetch(path, base=BASE):
    """Gives the bytes at a path, with its query."""
    try:
        with urllib.request.urlopen(base + path, timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as err:
        raise AssertionError(f"{path}: {err.code}: {err.read().decode()}") from None


def get(path, base=BASE, **query):
    """Gives a JSON answer."""
    if query:
        path += "?" + urllib.parse.urlencode(query)
    return json.loads(fetch(path, base))


def get_csv(path, base=BASE, **query):
    """Gives a CSV answer as a list of dicts of text."""
    text = fetch(path + "?" + urllib.parse.urlencode({**query, "format": "csv"}), base).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def release(base=BASE):
    """Gives the current release: what /v1/releases/{id} says of it."""
    current = next(r for r in get("/v1/releases", base)["data"] if r["current"])
    return get("/v1/releases/" + current["release"], base)["data"]


def download(file, release_id, base=BASE):
    """Downloads a file of a release, checks its checksum and gives its path."""
    body = fetch(f"/v1/releases/{release_id}/files/{file['name']}", base)
    assert hashlib.sha256(body).hexdigest() == file["sha256"], f"{file['name']}: checksum"
    assert len(body) == file["bytes"], f"{file['name']}: {len(body)} bytes, the manifest says {file['bytes']}"
    path = OUT / release_id / file["name"]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    return path
