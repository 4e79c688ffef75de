-- listing_ties.sql: the listings of names that are counted as another company's.
SELECT tie.list, tie.resolved_from, listing.company_id, listing.department, listing.issue_date, listing.file_row_number
FROM read_parquet($ties) tie
JOIN read_parquet($listings, file_row_number = true) listing USING (list, record_id)
WHERE tie.resolved_from IS NOT NULL
ORDER BY tie.list, tie.record_id;
