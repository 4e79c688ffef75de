"""A year of counts_monthly.parquet adds up to the year's cell of /v1/counts, with the status that follows from the
months': one line of code with missingness explicit serves an analyst."""

import duckdb

import service

release = service.release()
path = service.download(next(f for f in release["files"] if f["name"] == "counts_monthly.parquet"), release["release"])
months = {
    tuple(r[:3]): r[3:]
    for r in duckdb.sql(
        f"""SELECT list, company_id, strftime(month, '%Y'), sum(value)::BIGINT, list(DISTINCT status ORDER BY status)
        FROM read_parquet('{path}') WHERE measure = 'received' GROUP BY ALL"""
    ).fetchall()
}
checked = partial = 0
for list_id in ("arn-cases", "konsumentverket-complaints"):
    for row in service.get("/v1/counts", list=list_id, group_by="company,period", period="year")["data"]:
        value, statuses = months.pop((list_id, row["company_id"], row["period"]))
        assert value == row["value"], f"{row}: the months add up to {value}"
        if row["status"] == "ok":
            assert statuses == ["ok"], f"{row}: months are {statuses}"
        if row["status"] == "partial":
            partial += 1
            assert statuses != ["ok"], f"{row}: months are {statuses}"
        checked += 1
assert not months, f"years that the answers leave out: {list(months)[:5]}"
assert partial > 0, "the demo's last year should be partial"
print(checked, "years,", partial, "of them partial")
