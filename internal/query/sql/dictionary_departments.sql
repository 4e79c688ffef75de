-- dictionary_departments.sql: the departments in the order of their code.
SELECT id FROM department ORDER BY id;
