"""A year of counts_monthly.parquet adds up to the year's cell of /v1/counts, for every measure, with the status that
follows from the months': one line of code with missingness explicit serves an analyst."""

import duckdb

import service

release = service.release()
path = service.download(next(f for f in release["files"] if f["name"] == "counts_monthly.parquet"), release["release"])
months = {
    tuple(r[:4]): r[4:]
    for r in duckdb.sql(
        f"""SELECT list, measure, company_id, strftime(month, '%Y'), sum(value)::BIGINT, list(DISTINCT status ORDER BY status)
        FROM read_parquet('{path}') GROUP BY ALL"""
    ).fetchall()
}
firms = {}
for list_id, measure, company, _ in months:
    firms.setdefault((list_id, measure), set()).add(company)
span = {l: r for l, *r in duckdb.sql(f"SELECT list, min(month)::VARCHAR, last_day(max(month))::VARCHAR FROM read_parquet('{path}') GROUP BY ALL").fetchall()}
covered = {(l["list"], m["measure"]) for l in service.get("/v1/lists")["data"] for m in service.get("/v1/lists/" + l["list"])["data"]["measures"] if m["covered_from"]}
assert covered == set(firms), f"measures with months, and those covered, differ in {covered ^ set(firms)}"
checked, partial = {}, 0
for (list_id, measure), companies in sorted(firms.items()):
    start, end = span[list_id]
    companies = sorted(companies)
    for at in range(0, len(companies), 50):
        rows = service.get(
            "/v1/counts", list=list_id, measure=measure, group_by="company,period", period="year",
            company=",".join(companies[at : at + 50]), **{"from": start, "to": end},
        )["data"]
        for row in rows:
            value, statuses = months.pop((list_id, measure, row["company_id"], row["period"]))
            assert value == row["value"], f"{measure}: {row}: the months add up to {value}"
            if row["status"] == "ok":
                assert statuses == ["ok"], f"{measure}: {row}: months are {statuses}"
            if row["status"] == "partial":
                partial += 1
                assert statuses != ["ok"], f"{measure}: {row}: months are {statuses}"
            checked[measure] = checked.get(measure, 0) + 1
assert not months, f"years that the answers leave out: {list(months)[:5]}"
assert partial > 0 and len(checked) > 1, f"the demo's last year should be partial, of several measures: {checked}"
print(checked, "years,", partial, "of them partial")
