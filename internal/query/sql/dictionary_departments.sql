-- dictionary_departments.sql: the departments that records have, and none, in the order of their code.
SELECT '' AS id
UNION
SELECT department FROM read_parquet($disputes) WHERE department IS NOT NULL
UNION
SELECT department FROM read_parquet($complaints) WHERE department IS NOT NULL
ORDER BY id;
