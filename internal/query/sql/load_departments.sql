-- load_departments.sql: the departments that records have, and none.
INSERT INTO department
SELECT ''
UNION
SELECT department FROM read_parquet($disputes) WHERE department IS NOT NULL
UNION
SELECT department FROM read_parquet($complaints) WHERE department IS NOT NULL
ORDER BY 1;
