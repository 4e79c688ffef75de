-- load_types.sql: enumerations that turn a text into its code; a text that is in none fails the load.
CREATE TYPE list_id AS ENUM (SELECT id FROM list);
CREATE TYPE company_id AS ENUM (SELECT id FROM company);
CREATE TYPE department_id AS ENUM (SELECT id FROM department);
CREATE TYPE outcome_id AS ENUM (SELECT id FROM outcome);
