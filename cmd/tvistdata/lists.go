package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"tvistdata/datasets"
	"tvistdata/etl/source"
	"tvistdata/internal/list"
	"tvistdata/internal/until"
)

// Beside a dataset.yaml of the operator's own, wasName is the bundled one as it was when the operator looked at it last.
const (
	datasetName = "dataset.yaml"
	wasName     = "bundled.yaml"
)

func listsCommand() *cobra.Command {
	c := &cobra.Command{Use: "lists", Short: "Look after your own lists"}
	c.AddCommand(&cobra.Command{
		Use:   "show LIST",
		Short: "Print the dataset.yaml of a bundled list",
		Long: `Prints the dataset.yaml of a list that comes with the program, as it is.

Exit status: 0 printed; 2 wrong usage, or no bundled list is called so.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := bundledList(args[0])
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(text)
			return err
		},
	}, listsDiffCommand())
	return c
}

// bundledList returns the dataset.yaml of a list that comes with the program.
func bundledList(id string) ([]byte, error) {
	all, err := list.Load(datasets.FS)
	if err != nil {
		return nil, err
	}
	known := make([]string, 0, len(all))
	for _, l := range all {
		if known = append(known, l.ID); l.ID == id {
			return datasets.FS.ReadFile(path.Join(id, datasetName))
		}
	}
	return nil, usageError{fmt.Errorf("no bundled list is called %s; there are %s", source.Escape(id), strings.Join(known, ", "))}
}

func listsDiffCommand() *cobra.Command {
	var overlay string
	var asJSON bool
	c := &cobra.Command{
		Use:   "diff --datasets DIR",
		Short: "Show what your own lists have otherwise than the bundled ones",
		Long: `Compares each list in DIR with the bundled one that it extends, or that it is a copy of and has the id of: column names,
spellings, codes, bounds and everything else. What the bundled list has changed since you wrote yours is known when it is
kept beside it:

  tvistdata lists show arn-cases > DIR/arn-cases/` + wasName + `

Write it anew when you have seen to what changed.

Exit status: 0 compared, whatever differs; 1 error; 2 wrong usage.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := until.Done(cmd.Context(), func() ([]comparedList, error) { return compareLists(overlay) })
			switch {
			case err != nil:
				return err
			case asJSON:
				return indented(cmd.OutOrStdout(), all)
			}
			return printCompared(cmd.OutOrStdout(), overlay, all)
		},
	}
	c.Flags().StringVar(&overlay, "datasets", "", "folder of your own lists, as build takes it")
	c.Flags().BoolVar(&asJSON, "json", false, "print what differs as JSON")
	_ = c.MarkFlagRequired("datasets")
	return c
}

// comparedList is a list of the operator's own beside the bundled one.
type comparedList struct {
	List    string       `json:"list"`
	Extends bool         `json:"extends"`     // it adds to the bundled one; otherwise it takes its place
	Known   bool         `json:"since_known"` // what the bundled one was is kept beside it
	Yours   []listChange `json:"yours"`       // what yours has otherwise than the bundled one as it was, or as it is, where that is not known
	Since   []listChange `json:"since"`       // what the bundled one has otherwise than it had
}

type listChange struct {
	Change string `json:"change"`
	What   string `json:"what"`
	Where  string `json:"where"`
	Text   string `json:"text,omitempty"`
	Was    string `json:"was,omitempty"`
	Is     string `json:"is,omitempty"`
}

// compareLists compares the lists of a folder that have the ids of bundled ones, in the order of their ids.
func compareLists(overlay string) ([]comparedList, error) {
	folders, err := listFolders(overlay)
	if err != nil {
		return nil, err
	}
	bundled, err := list.Load(datasets.FS)
	if err != nil {
		return nil, err
	}
	all, err := list.LoadAll(folders...)
	if err != nil {
		return nil, err
	}
	own := folders[len(folders)-1]
	out := []comparedList{}
	for _, is := range bundled {
		if _, err := fs.Stat(own, path.Join(is.ID, datasetName)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		was, known, err := asItWas(own, is)
		if err != nil {
			return nil, err
		}
		for _, l := range all {
			if l.ID != is.ID {
				continue
			}
			from := was
			if l.Extends != "" {
				from = is
			}
			out = append(out, comparedList{is.ID, l.Extends != "", known, changes(from, l), changes(was, is)})
		}
	}
	return out, nil
}

// asItWas returns a bundled list as it is kept in a folder; the list itself where it is not.
func asItWas(own fs.FS, is *list.List) (was *list.List, known bool, err error) {
	name := path.Join(is.ID, wasName)
	text, err := fs.ReadFile(own, name)
	if errors.Is(err, fs.ErrNotExist) {
		return is, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	was, err = list.Described(name, text)
	return was, true, err
}

func changes(from, to *list.List) []listChange {
	out := []listChange{}
	for _, c := range list.Diff(from, to) {
		out = append(out, listChange{c.Kind(), c.What, c.Where, c.Text, c.Was, c.Is})
	}
	return out
}

func printCompared(w io.Writer, overlay string, all []comparedList) error {
	if len(all) == 0 {
		fmt.Fprintf(w, "no list in %s has the id of a bundled one\n", source.Escape(overlay))
	}
	for _, l := range all {
		does := "takes the place of"
		if l.Extends {
			does = "extends"
		}
		fmt.Fprintf(w, "%s %s the bundled list\n", l.List, does)
		tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, by := range []struct {
			who     string
			changes []listChange
		}{{"yours", l.Yours}, {"bundled, since", l.Since}} {
			for _, c := range by.changes {
				fmt.Fprintf(tab, "  %s\t%s\t%s\t%s\t%s\n", by.who, c.Change, c.What, c.Where, source.Escape(c.told()))
			}
		}
		if err := tab.Flush(); err != nil {
			return err
		}
		switch {
		case !l.Known:
			at := path.Join(overlay, l.List, wasName)
			fmt.Fprintf(w, "  what the bundled list changed since is not known without %s: tvistdata lists show %s > %[1]s\n",
				source.Escape(at), l.List)
		case len(l.Since) == 0:
			fmt.Fprintln(w, "  the bundled list is what it was")
		}
	}
	return nil
}

// told returns what changed in words: a spelling, or a value before and after.
func (c listChange) told() string {
	value := cmp.Or(c.Is, c.Was)
	if c.Was != "" && c.Is != "" {
		value = c.Was + " → " + c.Is
	}
	switch c.What {
	case "header":
		return c.Text
	case "lookup":
		return c.Text + ": " + value
	}
	return value
}
