-- load_outcomes.sql: the outcomes that records have, and none.
INSERT INTO outcome
SELECT ''
UNION
SELECT outcome FROM read_parquet($disputes) WHERE outcome IS NOT NULL
ORDER BY 1;
