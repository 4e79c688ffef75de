package etl

import (
	"tvistdata/etl/publish"
	"tvistdata/internal/shelf"
)

// removedBy gives what may not be published any more.
func removedBy(removals []shelf.Removal) (publish.Removed, error) {
	var ids []string
	for _, r := range removals {
		ids = append(ids, r.ID)
	}
	return publish.NewRemoved(ids)
}
