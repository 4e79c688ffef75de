"""Published figures come back as they were published, with qualifier, period, source and date: those on Klarna, and in
number all that the repository ships."""

import csv
import os
import pathlib

import service


def all_figures(**query):
    page, rows = 1, []
    while True:
        answer = service.get("/v1/figures", limit=100, page=page, **query)
        rows += answer["data"]
        if "next" not in answer["links"]:
            assert len(rows) == answer["meta"]["total_records"]
            return rows
        page += 1


shipped = []
for path in sorted(pathlib.Path(os.environ["ROOT"]).glob("datasets/published-figures/bundled/**/*.csv")):
    with path.open(encoding="utf-8-sig", newline="") as f:
        shipped += list(csv.DictReader(f))
figures = all_figures(list="published-figures")
assert len(shipped) > 200 and len(figures) == len(shipped), f"{len(figures)} figures, {len(shipped)} shipped"
assert not any(f["synthetic"] for f in figures)

written = {}
for f in figures:
    written.setdefault((f["company_as_written"] or "", f["measure"], f["value_as_published"]), []).append(f)
for row in shipped:
    key = (row["company_as_written"].strip(), row["measure"], row["value"])
    assert written.get(key), f"not found: {key}"
    assert any((f["source_url"] or "") == row["source_url"] and (f["qualifier"] or "") == row["qualifier"] for f in written[key]), f"{key}: another source or qualifier"

klarna = all_figures(company_as_written="Klarna")
assert all(f["company_as_written"] == "Klarna" and f["source_name"] and f["published"] for f in klarna)
values = {f["value_as_published"].replace(",", ".") for f in klarna}
for wanted in ("130", "770", "5", "233", "1.2"):
    assert wanted in values, f"no figure {wanted} on Klarna among {sorted(values)}"
for f in klarna:
    if f["value_as_published"] in ("130", "770"):
        assert f["qualifier"], f"{f} has lost its qualifier"
    print(f["value_as_published"], f["unit"], f["qualifier"], f["period_label"], f["source_name"], f["published"])
