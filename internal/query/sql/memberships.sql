-- memberships.sql: which companies belong to groups and brands, in the order of the file.
SELECT kind, id, name, company_id, from_date, to_date
FROM read_parquet($memberships, file_row_number = true) ORDER BY file_row_number;
