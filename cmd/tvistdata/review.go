package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tvistdata/etl"
	"tvistdata/internal/company"
	"tvistdata/internal/record"
)

type reviewOptions struct {
	disclosures, datasets, publisher, write string
	json                                    bool
}

func reviewCommand() *cobra.Command {
	var o reviewOptions
	c := &cobra.Command{
		Use:   "review --disclosures DIR",
		Short: "List the names that are tied to no company, and write a decision file to fill in",
		Long: `Reads the disclosures and lists the names that no number, name or decision ties to a company, those with most rows first,
each with the reason, the companies that it may mean, and its first row. A name that may be a person's is not printed: its
first row tells where it stands. --write makes a decisions.yaml of the others in which every row waits for its decision;
rows that nobody fills in say nothing to a build.

Exit status: 0 listed; 1 error; 2 wrong usage; 3 a finding blocks the reading.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd)
		},
	}
	f := c.Flags()
	f.StringVar(&o.disclosures, "disclosures", "", "folder of the disclosures")
	f.StringVar(&o.datasets, "datasets", "", "folder of your own lists and companies, over the bundled ones")
	f.StringVar(&o.publisher, "publisher", "", "publisher.yaml (default <disclosures>/publisher.yaml)")
	f.StringVar(&o.write, "write", "", "new file to write decisions to, such as DIR/companies/decisions.yaml")
	f.BoolVar(&o.json, "json", false, "print what was found as JSON")
	_ = c.MarkFlagRequired("disclosures")
	return c
}

func (o *reviewOptions) run(cmd *cobra.Command) error {
	lists, register, err := loadLists(cmd.Context(), o.datasets)
	if err != nil {
		return err
	}
	publisher, err := loadPublisher(o.publisher, o.disclosures, io.Discard)
	if err != nil {
		return err
	}
	found, err := publisher.find(cmd.Context(), o.disclosures, o.datasets, "")
	if err != nil {
		return err
	}
	doubts, err := etl.Review(cmd.Context(), etl.Config{
		Lists: lists, Register: register, Disclosures: found.Disclosures, Unread: found.Unread, Demo: true,
	})
	if err != nil {
		return err
	}
	if o.write != "" {
		if err := writeDecisions(o.write, doubts); err != nil {
			return err
		}
	}
	if o.json {
		return printReviewJSON(cmd.OutOrStdout(), doubts)
	}
	return printReview(cmd.OutOrStdout(), doubts)
}

// reasons says in words why a name is tied to no company.
var reasons = map[company.Reason]string{
	company.Unknown:       "no company of the register is called so",
	company.Ambiguous:     "several companies are called so",
	company.Undecidable:   "a company is called so with a legal form; a person, a brand or another company may be called so without",
	company.IsBrand:       "a brand or group is called so, which may mean several companies",
	company.Contradiction: "the number is one company's and the name another's",
}

func printReview(w io.Writer, doubts []etl.Doubt) error {
	b := bufio.NewWriter(w)
	rows, hidden, hiddenRows := int64(0), 0, int64(0)
	for _, d := range doubts {
		rows += d.Rows
		name := d.Name
		if name == "" {
			name = "(a name that may be a person's)"
			hidden++
			hiddenRows += d.Rows
		}
		if d.Number != "" {
			name += ", " + d.Number
		}
		fmt.Fprintf(b, "%d rows, %s: %s: %s; first %s\n", d.Rows, d.List, oneLine(name), reasons[d.Why], d.First)
		for _, c := range d.Candidates {
			fmt.Fprintf(b, "    %s\n", candidate(c))
		}
	}
	fmt.Fprintf(b, "%d names in %d rows are tied to no company; %d of them, in %d rows, may be persons' and are shown by their first row "+
		"alone\n",
		len(doubts), rows, hidden, hiddenRows)
	return b.Flush()
}

// candidate says which company a name may mean, and why.
func candidate(c record.Candidate) string {
	why := map[string]string{
		string(company.ByNumber): "its number", string(company.ByName): "its name", string(company.ByFold): "its name but for how it is written",
		company.Similar: "is called nearly so",
	}[c.Method]
	if c.Evidence != "" && c.Evidence != c.Name {
		why += ": " + c.Evidence
	}
	return oneLine(fmt.Sprintf("%s %s (%s)", c.ID, c.Name, why))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// writeDecisions writes a new decisions.yaml with a row for each name that is shown.
func writeDecisions(path string, doubts []etl.Doubt) error {
	folder := filepath.Dir(path)
	if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) { // companies, in a folder that is there
		if err := needFolder("write", filepath.Dir(folder)); err != nil {
			return err
		}
		if err := os.Mkdir(folder, 0o755); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	fmt.Fprintln(b, "# Fill in company (or show: true or false), decided_by, decided_on and why. A row that nobody fills in says "+
		"nothing.\ndecisions:")
	n := 0
	for _, d := range doubts {
		if d.Name == "" {
			continue
		}
		n++
		fmt.Fprintf(b, "\n  # %d rows, first %s: %s\n", d.Rows, oneLine(d.First.String()), reasons[d.Why])
		for _, c := range d.Candidates {
			fmt.Fprintf(b, "  #   %s\n", candidate(c))
		}
		fmt.Fprintf(b, "  - list: %s\n    name_as_written: %q\n", d.List, d.Name)
		if d.Number != "" {
			fmt.Fprintf(b, "    org_number: %s\n", d.Number)
		}
		fmt.Fprintln(b, "    company:\n    decided_by:\n    decided_on:\n    why:")
	}
	if n == 0 {
		fmt.Fprintln(b, "  []")
	}
	return errors.Join(b.Flush(), f.Close())
}

// reviewed is a name as --json prints it.
type reviewed struct {
	List       string         `json:"list"`
	Name       *string        `json:"name_as_written"` // null when it may be a person's
	Number     *string        `json:"org_number"`
	Rows       int64          `json:"rows"`
	First      string         `json:"first_row"`
	Why        company.Reason `json:"why"`
	Candidates []proposal     `json:"candidates"`
}

type proposal struct {
	CompanyID string `json:"company_id"`
	Name      string `json:"name"`
	Method    string `json:"method"`
	Evidence  string `json:"evidence"`
}

func printReviewJSON(w io.Writer, doubts []etl.Doubt) error {
	out := struct {
		Names []reviewed `json:"names"`
	}{Names: []reviewed{}}
	orNull := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	for _, d := range doubts {
		r := reviewed{
			List: d.List, Name: orNull(d.Name), Number: orNull(d.Number), Rows: d.Rows, First: d.First.String(), Why: d.Why,
			Candidates: []proposal{},
		}
		for _, c := range d.Candidates {
			r.Candidates = append(r.Candidates, proposal{c.ID, c.Name, c.Method, cmp.Or(c.Evidence, c.Name)})
		}
		out.Names = append(out.Names, r)
	}
	return indented(w, out)
}
