package correct

import (
	"context"
	"database/sql" // want depguard `SQL lives in internal/query`
)

// Open leaves rows open.
func Open(ctx context.Context, db *sql.DB) (bool, error) {
	rows, err := db.QueryContext(ctx, "SELECT 1") // want sqlclosecheck `Rows/Stmt/NamedStmt was not closed`
	if err != nil {
		return false, err
	}
	return rows.Next(), rows.Err()
}

// Unchecked never asks whether the rows ended well.
func Unchecked(ctx context.Context, db *sql.DB) (int, error) {
	rows, err := db.QueryContext(ctx, "SELECT 1") // want rowserrcheck `rows.Err must be checked`
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	return n, nil
}
