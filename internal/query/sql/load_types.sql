-- load_types.sql: an enumeration that turns a company's id into its code; an id that is not in it fails the load.
CREATE TYPE company_id AS ENUM (SELECT company_id FROM read_parquet($companies) ORDER BY company_id);
