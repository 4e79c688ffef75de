-- statements_unmarked.sql: the same of a release before schema version 1.3, which tells of no statement that it is invented.
SELECT statement_id, kind, list, company_id, brand_id, from_date, to_date, given_date, text_sv, text_en, given_by, source_name, source_url, false
FROM read_parquet($statements, file_row_number = true) ORDER BY file_row_number;
