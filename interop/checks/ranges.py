"""pyarrow and DuckDB read a file of the release over HTTP ranges, without downloading it first."""

import datetime

import duckdb
from fsspec.implementations.http import HTTPFileSystem
import pyarrow.parquet as pq

import service

release = service.release()
file = next(f for f in release["files"] if f["name"] == "disputes.parquet")
url = f"{service.BASE}/v1/releases/{release['release']}/files/{file['name']}"


class Files(HTTPFileSystem):
    """HTTP as DuckDB wants a file system: it asks when a file changed, and a release's never do."""

    def modified(self, path):
        return datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


http = Files(block_size=64 * 1024)

with http.open(url) as remote:
    parquet = pq.ParquetFile(remote)
    assert parquet.metadata.num_rows == file["rows"]
    table = parquet.read(columns=["company_id", "received_date"])
    assert table.num_rows == file["rows"]
    fetched = remote.cache.total_requested_bytes if hasattr(remote.cache, "total_requested_bytes") else None

duckdb.register_filesystem(http)
[(rows,)] = duckdb.sql(f"SELECT count(received_date) FROM read_parquet('{url}')").fetchall()
local = table.column("received_date")
assert rows == len(local) - local.null_count, f"{rows} dates, pyarrow reads {len(local) - local.null_count}"
print(file["rows"], "rows,", file["bytes"], "bytes,", fetched, "fetched by pyarrow")
