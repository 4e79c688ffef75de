package settle_test

import (
	"fmt"
	"strconv"
	"testing"

	"tvistdata/etl/check"
	"tvistdata/etl/etltest"
	"tvistdata/etl/privacy"
	"tvistdata/etl/settle"
)

// TestHeadsAreFoundNearHome: a row's head is found in as many steps in a list of a million rows as in a short one, whether
// the list has case numbers or not, and when a shard has only those whose first words leave one remainder. In a table that
// is half full, half a step beyond the first is what chance makes; four leave room for any chance and none for a pile-up.
func TestHeadsAreFoundNearHome(t *testing.T) {
	lists, register := etltest.Lists(t)
	exit := privacy.NewExit(lists[0], privacy.NewNames(register), []byte(etltest.Key), privacy.Seeds())
	for _, numbered := range []bool{true, false} {
		for _, shards := range []uint64{1, 4} {
			t.Run(fmt.Sprintf("numbered=%t/shards=%d", numbered, shards), func(t *testing.T) {
				const n = 100_000
				var rows privacy.Rows
				for i := 0; rows.Len() < n; i++ {
					var m check.Matter
					if numbered {
						m.Reference = strconv.Itoa(i)
					}
					if row := exit.Clear(&m, 0, []string{strconv.Itoa(i)}); row.Matter[0]%shards == 0 {
						rows.Append([]privacy.Cleared{row})
					}
				}
				if got := settle.Detours(&rows); got > 4*n {
					t.Errorf("%d rows are found in %d steps beyond the first", n, got)
				}
			})
		}
	}
}
