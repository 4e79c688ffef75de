-- load_aggregates.sql: aggregates into the table that they are found in.
INSERT INTO aggregated
SELECT list, company_id, period_start, period_end, file_row_number FROM read_parquet($aggregates, file_row_number = true);
