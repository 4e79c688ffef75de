-- dictionary_outcomes.sql: the outcomes that records have, and none, in the order of their code.
SELECT '' AS id
UNION
SELECT outcome FROM read_parquet($disputes) WHERE outcome IS NOT NULL
ORDER BY id;
