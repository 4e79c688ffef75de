-- dictionary_outcomes.sql: the outcomes in the order of their code.
SELECT id FROM outcome ORDER BY id;
