package etl_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tvistdata/etl"
	"tvistdata/etl/etltest"
	"tvistdata/etl/settle"
)

// A removal tells how many rows go, by list and company, those of others that are spelled alike too; and a dry one tells the same and
// changes nothing.
func TestARemovalTellsWhatGoes(t *testing.T) {
	c := etltest.Config(t, etltest.Write(t,
		arn("one", etltest.ARN2021, "2021-00001;2021-01-04;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00002;2021-01-05;Motor;Påhittade Bilar AB;412111-1118;;;;;\n"+
			"2021-00003;2021-01-05;Motor;PÅHITTADE BILAR AB;402001-0007;;;;;\n"+
			"2021-00004;2021-01-05;Motor;Påhittade Tåg AB;402001-0007;;;;;\n"),
		svarta("list", "2022-07-01", "Våren 2022;2022-06-01;Motor;Påhittade Bilar AB;412111-1118;1;\n"),
	)...)
	r, _ := etltest.Build(t, c)
	files := func() (all []string) {
		t.Helper()
		if err := filepath.WalkDir(c.Releases, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				info, err := d.Info()
				if err != nil {
					return err
				}
				all = append(all, path+info.ModTime().String())
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := files()
	want := []etl.Going{{Release: r.ID(), Rows: map[settle.Whose]int64{
		{List: "arn-cases", Company: "se-4121111118"}: 2, {List: "arn-cases", Company: "se-4020010007"}: 1,
		{List: "svarta-listan", Company: "se-4121111118"}: 1,
	}}}
	for _, dry := range []bool{true, false} {
		report, err := etl.Remove(t.Context(), etl.RemoveConfig{
			ID: "se-4121111118", Reason: "x", DryRun: dry, Releases: c.Releases, FS: c.FS, Now: c.Now,
		})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, report.Going); d != "" || dry && len(report.Replaced) > 0 || !dry && len(report.Replaced) != 1 {
			t.Errorf("dry: %t, replaced %v (-want +got):\n%s", dry, report.Replaced, d)
		}
		if d := cmp.Diff(before, files()); dry && d != "" {
			t.Errorf("a dry run changed the folder:\n%s", d)
		}
	}
}
