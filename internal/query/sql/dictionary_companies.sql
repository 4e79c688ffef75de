-- dictionary_companies.sql: every company, in the order of its code.
SELECT company_id, name, kind, org_number, registered_date, records, synthetic FROM read_parquet($companies) ORDER BY company_id;
