-- aggregate_ties.sql: the aggregates of names that are counted as another company's.
SELECT tie.list, tie.resolved_from, aggregate.company_id, aggregate.period_start, aggregate.period_end, aggregate.file_row_number
FROM read_parquet($ties) tie
JOIN read_parquet($aggregates, file_row_number = true) aggregate USING (list, record_id)
WHERE tie.resolved_from IS NOT NULL
ORDER BY tie.list, tie.record_id;
