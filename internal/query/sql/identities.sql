-- identities.sql: who the companies are, and the ids that are counted as another's.
SELECT company_id, form, status, parent_id, merged_into, merged_on, merged_why, name, kind, org_number, disputed
FROM read_parquet($identities) ORDER BY company_id;
