"""The CFPB sample, built and served: the counts per company and year are what DuckDB reads in the file itself, and every
row is accounted for."""

import os
import pathlib
import shutil
import socket
import subprocess
import sys

import duckdb

import service

root = pathlib.Path(os.environ["ROOT"])
shared = pathlib.Path(os.environ.get("TVISTDATA_SHARED", root.parent / "shared"))
sample = shared / "data/third-party/cfpb-sample.csv"
if not sample.exists():
    if os.environ.get("CI") == "true":
        sys.exit(f"{sample.name} is not at hand")
    print(f"{sample.name} is not at hand")
    sys.exit(77)

work = service.OUT / "cfpb"
disclosure = work / "disclosures/cfpb-complaints/sample"
disclosure.mkdir(parents=True)
shutil.copy(sample, disclosure)
(disclosure / "disclosure.yaml").write_text(
    """list: cfpb-complaints
authority_reference: sample
received: 2024-01-15
asked_for: an extract of the public database
covers:
  - {measures: [received], from: 2011-12-01, to: 2023-12-31}
"""
)
(work / "publisher.yaml").write_text("name: Interop\ncontact: interop@example.se\n")
built = subprocess.run(
    [os.environ["TVISTDATA"], "build", "--disclosures", work / "disclosures", "--releases", work / "releases", "--publisher", work / "publisher.yaml"],
    capture_output=True, text=True, cwd=work,
)
print(built.stdout, built.stderr)
assert built.returncode == 0, f"exit status {built.returncode}"

with socket.create_server(("127.0.0.1", 0)) as free:
    port = free.getsockname()[1]
base = f"http://127.0.0.1:{port}"
server = subprocess.Popen([os.environ["TVISTDATA"], "serve", "--releases", work / "releases", "--addr", f"127.0.0.1:{port}"])
try:
    subprocess.run([sys.executable, root / "interop/checks/ready.py", base], check=True)
    release = service.release(base)
    accounting = next(l for l in release["lists"] if l["list"] == "cfpb-complaints")["accounting"]
    [(rows,)] = duckdb.sql(f"SELECT count(*) FROM read_csv('{sample}', all_varchar = true)").fetchall()
    assert accounting["read"] == rows == 20000, f"{accounting}, DuckDB reads {rows}"
    assert accounting["published"] == rows and accounting["withheld"] == 0, f"{accounting}"
    answer = service.get("/v1/counts", base, list="cfpb-complaints", group_by="company,period", period="year")
    path = service.download(next(f for f in release["files"] if f["name"] == "names.parquet"), release["release"], base)
    names = dict(duckdb.sql(f"SELECT name_as_written, company_id FROM read_parquet('{path}')").fetchall())
    theirs = {}
    for company, year, n in duckdb.sql(
        f"""SELECT Company, "Date received"[:4], count(*) FROM read_csv('{sample}', all_varchar = true) GROUP BY ALL"""
    ).fetchall():
        key = (names[company], year)
        theirs[key] = theirs.get(key, 0) + n
    ours = {(r["company_id"], r["period"]): r["value"] for r in answer["data"] if r["value"]}
    assert ours == theirs, f"{len(ours)} and {len(theirs)} cells; differing: {list(ours.items() ^ theirs.items())[:6]}"
    print(len(ours), "cells", sum(ours.values()), "complaints")
finally:
    server.terminate()
    server.wait()
