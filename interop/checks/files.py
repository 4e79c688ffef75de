"""Every file of the release opens in DuckDB and pyarrow with the rows that the manifest says, in the same schema."""

import duckdb
import pyarrow.parquet as pq

import service

release = service.release()
files = [f for f in release["files"] if f["name"].endswith(".parquet")]
assert len(files) >= 9, f"only {len(files)} Parquet files: {[f['name'] for f in files]}"
for file in files:
    path = service.download(file, release["release"])
    arrow = pq.read_table(path)
    [(rows,)] = duckdb.sql(f"SELECT count(*) FROM read_parquet('{path}')").fetchall()
    assert arrow.num_rows == rows == file["rows"], f"{file['name']}: {arrow.num_rows}, {rows}, {file['rows']} rows"
    columns = duckdb.sql(f"SELECT * FROM read_parquet('{path}')").columns
    assert columns == arrow.column_names, f"{file['name']}: {columns} and {arrow.column_names}"
    types = {f.name: str(f.type) for f in arrow.schema}
    for name, kind in types.items():
        assert kind in {"string", "date32[day]", "int64", "double", "bool"}, f"{file['name']}: {name} is {kind}"
    # Every cell, not only the count: the sum of hashes of the rows as either reader sees them.
    ours = duckdb.sql(f"SELECT sum(hash(COLUMNS(*))::HUGEINT) FROM read_parquet('{path}')").fetchall()
    theirs = duckdb.sql("SELECT sum(hash(COLUMNS(*))::HUGEINT) FROM arrow").fetchall()
    assert ours == theirs, f"{file['name']}: DuckDB and pyarrow read different cells"
    print(file["name"], rows, types)
records = {f["name"]: f["rows"] for f in files}
assert records["disputes.parquet"] > 1000 and records["complaints.parquet"] > 100 and records["figures.parquet"] > 100
