-- load_done.sql: from here on nothing but the release's own files can be read, one query uses one core, nothing is
-- written to disk, and none of this can be changed.
SET threads = 1;
SET temp_directory = '';
SET enable_external_access = false;
SET lock_configuration = true;
