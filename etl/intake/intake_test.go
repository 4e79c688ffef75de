package intake_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl/etltest"
	"tvistdata/etl/intake"
	"tvistdata/etl/privacy"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
)

// way is one kind's way: a list of the kind, and what its files hold.
type way struct {
	list, sidecar     string
	header, good, bad string // a line each
	bound             string // a column that good has something in
	take              func(context.Context, *intake.Intake, *list.List, *source.Disclosure) (outcome, error)
}

// outcome is what came of a disclosure, whatever its kind.
type outcome struct {
	rows     int
	places   []string // file and line of each row
	rejected int64
	findings *intake.Findings
	doubts   []string
}

var ways = map[string]way{
	"matters": {
		list: "arn-cases", sidecar: "list: arn-cases\nreceived: 2022-07-01\n", bound: "received_date",
		header: "Ärendenummer;Inkom;Avdelning;Motpart;Organisationsnummer",
		good:   "2021-00001;2021-03-25;Motor;Påhittade Bilar AB;412111-1118",
		bad:    "2021-00002;2021-03-25;Motor;;412111-1118",
		take: func(ctx context.Context, in *intake.Intake, l *list.List, d *source.Disclosure) (outcome, error) {
			t, err := in.Matters(ctx, l, d)
			return came(d, t, err, func(all privacy.Rows, place func(file uint8, line uint32)) {
				for i := range all.Len() {
					place(all.At(i).File, all.At(i).Line)
				}
			})
		},
	},
	"listings": {
		list: "svarta-listan", sidecar: "list: svarta-listan\nreceived: 2022-07-01\n", bound: "issue_date",
		header: "Utgåva;Publicerad;Avdelning;Företag;Organisationsnummer;Antal;Summa",
		good:   "Våren 2021;2021-03-25;Motor;Påhittade Bilar AB;412111-1118;3;",
		bad:    "Våren 2021;2021-03-25;Motor;Påhittade Bilar AB;412111-1118;none;",
		take: func(ctx context.Context, in *intake.Intake, l *list.List, d *source.Disclosure) (outcome, error) {
			t, err := in.Listings(ctx, l, d)
			return came(d, t, err, func(all []privacy.ClearedListing, place func(file uint8, line uint32)) {
				for _, row := range all {
					place(row.File, row.Line)
				}
			})
		},
	},
	"figures": {
		list: "published-figures", sidecar: "list: published-figures\nreceived: 2022-07-01\n", bound: "unit",
		header: "authority;jurisdiction;measure;period_precision;value;unit;source_name",
		good:   "arn;SE;cases;label;17;cases;Påhittade Bladet",
		bad:    "arn;SE;cases;label;many;cases;Påhittade Bladet",
		take: func(ctx context.Context, in *intake.Intake, l *list.List, d *source.Disclosure) (outcome, error) {
			t, err := in.Figures(ctx, l, d)
			return came(d, t, err, func(all []privacy.ClearedFigure, place func(file uint8, line uint32)) {
				for _, row := range all {
					place(uint8(slices.IndexFunc(d.Files, func(f source.File) bool { return f.Shown == row.At.File })), uint32(row.At.Line))
				}
			})
		},
	},
}

func came[C any](d *source.Disclosure, t *intake.Taken[C], err error, each func(C, func(uint8, uint32))) (out outcome, _ error) {
	if err != nil {
		return out, err
	}
	each(t.Rows, func(file uint8, line uint32) {
		out.rows++
		out.places = append(out.places, fmt.Sprint(d.Files[file].Shown, ":", line))
	})
	out.rejected, out.findings, out.doubts = t.Rejected, &t.Findings, t.Doubts
	return out, nil
}

// file is the lines of a file under a header.
func file(lines ...string) string { return strings.Join(lines, "\n") + "\n" }

// come takes files by one way, in the order of their names; the list can be changed before.
func (w way) come(t *testing.T, sidecar string, files map[string]string, change func(*list.List)) (outcome, []intake.Progress, error) {
	t.Helper()
	found := etltest.Write(t, etltest.Disclosure{List: w.list, ID: "one", Sidecar: w.sidecar + sidecar, Files: files})
	for i := range found[0].Files {
		found[0].Files[i].Shown = found[0].Files[i].Name
	}
	lists, register := etltest.Lists(t)
	l := *lists[slices.IndexFunc(lists, func(l *list.List) bool { return l.ID == w.list })]
	if change != nil {
		change(&l)
	}
	var told []intake.Progress
	in := intake.New(t.Context(), register, []byte(etltest.Key), found, func(p intake.Progress) { told = append(told, p) })
	out, err := w.take(t.Context(), in, &l, &found[0])
	in.Finish()
	return out, told, err
}

// rules returns how often each rule found something.
func (o outcome) rules() map[string]int64 {
	var all intake.Told
	all.Take("one", o.findings)
	out := map[string]int64{}
	for _, c := range all.Counted() {
		out[c.Rule] = c.Findings
	}
	return out
}

// TestEveryRowIsLetOutOrRejected: in the order of files and lines, over many batches, and reported when it is done.
func TestEveryRowIsLetOutOrRejected(t *testing.T) {
	for kind, w := range ways {
		t.Run(kind, func(t *testing.T) {
			const rows = 5000
			lines := []string{w.header}
			var want []string
			for i := range rows {
				if i%4 == 1 {
					lines = append(lines, w.bad)
					continue
				}
				lines = append(lines, w.good)
				want = append(want, fmt.Sprint("a.csv:", i+2))
			}
			want = append(want, "b.csv:2")
			got, told, err := w.come(t, "", map[string]string{"a.csv": file(lines...), "b.csv": file(w.header, w.good)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got.places); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
			if got.rejected != rows/4 {
				t.Errorf("%d rejected", got.rejected)
			}
			if last := told[len(told)-1]; last.Rows != rows+1 || last.Share != 1 {
				t.Errorf("told last: %+v", last)
			}
			for i, p := range told[1:] {
				if p.Rows < told[i].Rows || p.Share < told[i].Share {
					t.Errorf("told %+v after %+v", p, told[i])
				}
			}
		})
	}
}

// TestFindingsBeyondAThousandAreCounted: of each rule the first are kept, in the order of lines.
func TestFindingsBeyondAThousandAreCounted(t *testing.T) {
	for kind, w := range ways {
		t.Run(kind, func(t *testing.T) {
			const rows = 3000
			got, _, err := w.come(t, "", map[string]string{"a.csv": file(append([]string{w.header}, slices.Repeat([]string{w.bad}, rows)...)...)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			var all intake.Told
			all.Take("one", got.findings)
			kept := slices.DeleteFunc(all.Kept, func(f source.Finding) bool { return f.At.Line == 0 })
			if len(kept) != 1000 || kept[0].At.Line != 2 || kept[999].At.Line != 1001 {
				t.Errorf("%d kept", len(kept))
			}
			for _, c := range all.Counted() {
				if c.Rule == kept[0].Rule.Name() && c.Findings != rows {
					t.Errorf("counted %+v", c)
				}
			}
		})
	}
}

// TestAFileIsJudgedAsAWhole: what is wrong with a file or with what the sidecar says of it is found whatever the kind is.
func TestAFileIsJudgedAsAWhole(t *testing.T) {
	for name, c := range map[string]struct {
		sidecar string
		file    func(w way) string
		want    string
		rows    int
	}{
		"no row":                   {"", func(w way) string { return file(w.header) }, "empty-table", 0},
		"a header nobody declared": {"", func(w way) string { return file(w.header+";Påhitt", w.good+";x") }, "unknown-column", 0},
		"a mapping of no header":   {"columns: {Påhitt: ignore}\n", func(w way) string { return file(w.header, w.good) }, "unused-mapping", 1},
		"a column without a name":  {"", func(w way) string { return file(";"+w.header, "x;"+w.good) }, "unnamed-column", 1},
		"a broken row":             {"", func(w way) string { return file(w.header, w.good, w.good+";x;x;x") }, "ragged-row", 1},
	} {
		for kind, w := range ways {
			t.Run(kind, func(t *testing.T) {
				got, _, err := w.come(t, c.sidecar, map[string]string{"a.csv": c.file(w)}, nil)
				if err != nil {
					t.Fatal(name, err)
				}
				if got.rules()[c.want] != 1 || got.rows != c.rows {
					t.Errorf("%s: %d rows, findings %v", name, got.rows, got.rules())
				}
			})
		}
	}
}

// TestBoundsOfAList: too few rows, too many rejects and too many empty cells are doubts, and name the list's own bounds.
func TestBoundsOfAList(t *testing.T) {
	for kind, w := range ways {
		t.Run(kind, func(t *testing.T) {
			lines := slices.Concat([]string{w.header}, slices.Repeat([]string{w.good}, 10), slices.Repeat([]string{w.bad}, 6))
			got, _, err := w.come(t, "", map[string]string{"a.csv": file(lines...)}, func(l *list.List) {
				l.Bounds.Rows, l.Bounds.Filled = 17, map[string]float64{w.bound: 1}
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(got.doubts) != 2 || !strings.Contains(got.doubts[0], "16 rows") || !strings.Contains(got.doubts[1], "6 of 16 rows were rejected") {
				t.Errorf("doubts: %q", got.doubts)
			}
			emptied := strings.Split(w.good, ";")
			for i, h := range strings.Split(w.header, ";") {
				if c, ok := columnOf(t, w, h); ok && c == w.bound {
					emptied[i] = ""
				}
			}
			lines = append([]string{w.header}, slices.Repeat([]string{strings.Join(emptied, ";")}, 6)...)
			got, _, err = w.come(t, "", map[string]string{"a.csv": file(lines...)}, func(l *list.List) {
				l.Bounds.Rows, l.Bounds.Filled = 0, map[string]float64{w.bound: 1}
			})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(got.doubts, func(d string) bool { return strings.Contains(d, "0 of 6 rows have a "+w.bound) }) {
				t.Errorf("doubts: %q", got.doubts)
			}
		})
	}
}

func columnOf(t *testing.T, w way, header string) (string, bool) {
	t.Helper()
	lists, _ := etltest.Lists(t)
	c, ok := lists[slices.IndexFunc(lists, func(l *list.List) bool { return l.ID == w.list })].Column(header)
	return c.Name, ok
}

// TestDatesThatStandOtherwiseAreReadOnceMore: each row still counts once, in what is taken and in what is reported. A matter's file is
// judged by itself; the files of listings together.
func TestDatesThatStandOtherwiseAreReadOnceMore(t *testing.T) {
	for kind, found := range map[string]int64{"matters": 1, "listings": 2} {
		w := ways[kind]
		american := strings.Replace(w.good, "2021-03-25", "03/25/2021", 1)
		got, told, err := w.come(t, "", map[string]string{"a.csv": file(w.header, american), "b.csv": file(w.header, w.good)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if all := got.rows + int(got.rejected); all != 2 || told[len(told)-1].Rows != 2 {
			t.Errorf("%s: %d rows, told %+v", kind, all, told)
		}
		if got.rules()["month-before-day"] != found {
			t.Errorf("%s: findings %v", kind, got.rules())
		}
	}
}

// TestAsManyFilesAsARowCanTell: rows of matters and listings hold the number of their file in a byte; those of figures its name.
func TestAsManyFilesAsARowCanTell(t *testing.T) {
	for kind, w := range ways {
		t.Run(kind, func(t *testing.T) {
			files := map[string]string{}
			for i := range 256 {
				files[fmt.Sprintf("%03d.csv", i)] = file(w.header, w.good)
			}
			got, _, err := w.come(t, "", files, nil)
			if w.list == "published-figures" {
				if err != nil || got.rows != 256 {
					t.Errorf("%d rows, %v", got.rows, err)
				}
			} else if err == nil || !strings.Contains(err.Error(), "256 files, more than 255") {
				t.Errorf("error %v", err)
			}
		})
	}
}

// TestNothingIsTakenOnceNobodyWaits: the context ends the reading, and an error that a batch is met with ends a table.
func TestNothingIsTakenOnceNobodyWaits(t *testing.T) {
	for kind, w := range ways {
		t.Run(kind, func(t *testing.T) {
			found := etltest.Write(t, etltest.Disclosure{
				List: w.list, ID: "one", Sidecar: w.sidecar, Files: map[string]string{"a.csv": file(w.header, w.good)},
			})
			lists, register := etltest.Lists(t)
			l := lists[slices.IndexFunc(lists, func(l *list.List) bool { return l.ID == w.list })]
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			in := intake.New(ctx, register, []byte(etltest.Key), found, func(p intake.Progress) { t.Errorf("told %+v", p) })
			if _, err := w.take(ctx, in, l, &found[0]); !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
			stopped := errors.New("stopped")
			err := intake.Tables(l, &found[0], func(table *intake.Table) error {
				return table.Batches(t.Context(), func(source.Batch) error { return stopped })
			})
			if !errors.Is(err, stopped) {
				t.Errorf("error %v", err)
			}
		})
	}
}
