-- load_companies.sql: the ids of all companies.
INSERT INTO company SELECT company_id FROM read_parquet($companies) ORDER BY company_id;
