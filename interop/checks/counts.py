"""/v1/counts gives the same cells as JSON and as CSV, and the numbers that DuckDB counts in the record files on the days
that are covered: for all companies, or also for the one that a cell is about."""

import itertools

import duckdb

import service

release = service.release()
files = {f["name"]: f for f in release["files"]}
for name in ("disputes.parquet", "complaints.parquet", "coverage.parquet"):
    path = service.download(files[name], release["release"])
    duckdb.sql(f"CREATE VIEW {name.split('.')[0]} AS FROM read_parquet('{path}')")

WON = "outcome IN ('bifall', 'delvis-bifall')"
MEASURES = {
    "received": ("received_date", "true"),
    "closed": ("decision_date", "outcome IS NOT NULL"),
    "decided_on_merits": ("decision_date", f"({WON} OR outcome = 'avslag')"),
    "won": ("decision_date", WON),
    "followed": ("decision_date", f"{WON} AND followed = 'foljt'"),
    "not_followed": ("decision_date", f"{WON} AND followed = 'ej-foljt'"),
}
LISTS = {"arn-cases": ("disputes", list(MEASURES)), "konsumentverket-complaints": ("complaints", ["received"])}
DIMENSIONS = {"company": "company_id", "department": "department", "outcome": "outcome", "period": "period"}

cells = answers = 0
for list_id, (table, measures) in LISTS.items():
    for measure in measures:
        # Outcomes are asked by the date of the decision.
        names = [d for d in DIMENSIONS if d != "outcome" or measure != "received"]
        groupings = [g for n in range(3) for g in itertools.combinations(names, n)]
        for grouping in groupings:
            query = {"list": list_id, "measure": measure}
            if grouping:
                query["group_by"] = ",".join(grouping)
            if "period" in grouping:
                query["period"] = "year"
            answer = service.get("/v1/counts", **query)
            rows, lines = answer["data"], service.get_csv("/v1/counts", **query)
            text = [{k: "" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for k, v in row.items()} for row in rows]
            assert text == lines, f"{query}: JSON and CSV differ"
            assert answer["meta"]["synthetic"] is True, f"{query}: not marked as synthetic"
            assert all(row["synthetic"] is True for row in rows), f"{query}: rows not marked as synthetic"
            date, where = MEASURES[measure]
            columns = [f"strftime({date}, '%Y')" if d == "period" else DIMENSIONS[d] for d in grouping]
            select = "".join(c + ", " for c in columns)
            whose = "c.company_id IS NULL OR c.company_id = t.company_id" if "company" in grouping else "c.company_id IS NULL"
            counted = {
                tuple(r[:-1]): r[-1]
                for r in duckdb.sql(
                    f"SELECT {select} count(*) FROM {table} t WHERE list = '{list_id}' AND {date} IS NOT NULL AND {where} "
                    f"AND {date} BETWEEN '{rows[0]['from']}' AND '{max(r['to'] for r in rows)}' AND EXISTS (FROM coverage c "
                    f"WHERE c.list = t.list AND c.measure = '{measure}' AND {date} BETWEEN c.covered_from AND c.covered_to AND ({whose})) "
                    f"GROUP BY ALL"
                ).fetchall()
            }
            for row in rows:
                key = tuple(row[DIMENSIONS[d]] for d in grouping)
                if row["value"] is None:
                    assert row["status"] in {"not_covered", "not_applicable", "suppressed"}, f"{query}: {row}"
                    continue
                expected = counted.pop(key, 0)
                assert row["value"] == expected, f"{query}: {row}, DuckDB counts {expected}"
                cells += 1
            assert not counted, f"{query}: groups that DuckDB counts and the answer leaves out: {counted}"
            total = sum(r["value"] for r in rows if r["value"] is not None)
            assert answer["meta"]["total"] == total, f"{query}: total {answer['meta']['total']}, the cells add up to {total}"
            answers += 1
print(answers, "answers,", cells, "cells")
assert cells > 1000
