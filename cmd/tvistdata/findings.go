package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"tvistdata/etl/rule"
	"tvistdata/internal/record"
)

func findingsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "findings [NAME]",
		Short: "Say what the findings of a build mean, and what to do about them",
		Long: `Lists every rule that a build or inspect may tell of, with its severity and what it means; with a NAME what that one means and
what to do about it, in English and Swedish. What a finding does, by its severity:

` + severities() + `
Exit status: 0 listed; 1 error; 2 wrong usage, or no rule has the name.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			rules := rule.All()
			if len(args) == 1 {
				rules = slices.DeleteFunc(rules, func(r *rule.Rule) bool { return r.Name() != args[0] })
				if len(rules) == 0 {
					return usageError{fmt.Errorf("no finding has the name %s; %s", args[0], nearNames(args[0]))}
				}
			}
			switch w := cmd.OutOrStdout(); {
			case asJSON:
				return printRulesJSON(w, rules)
			case len(args) == 1:
				return printRules(w, rules)
			default:
				return listRules(w, rules)
			}
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print the rules as JSON, in both languages")
	return c
}

// severities returns a line for each severity.
func severities() string {
	var b strings.Builder
	for _, s := range rule.Severities() {
		fmt.Fprintf(&b, "  %-6s  %s\n", s, s.Meaning().EN)
	}
	return b.String()
}

// nearNames suggests the rules whose names have a word that begins like one of the given name.
func nearNames(name string) string {
	var near []string
	for _, r := range rule.All() {
		for word := range strings.SplitSeq(strings.ToLower(name), "-") {
			if begin := word[:min(4, len(word))]; len(begin) > 2 && strings.Contains("-"+r.Name(), "-"+begin) && !slices.Contains(near, r.Name()) {
				near = append(near, r.Name())
			}
		}
	}
	if near == nil {
		return "tvistdata findings lists them all"
	}
	return "near it are " + strings.Join(near, ", ")
}

// listRules prints a line for each rule.
func listRules(w io.Writer, rules []*rule.Rule) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range rules {
		fmt.Fprintf(tab, "%s\t%s\t%s\n", r.Name(), r.Severity(), r.Meaning().EN)
	}
	return tab.Flush()
}

// printRules prints everything about the rules that have one name.
func printRules(w io.Writer, rules []*rule.Rule) error {
	for _, r := range rules {
		_, err := fmt.Fprintf(w, "%s, %s\n  %s\n  What to do: %s\n  %s\n  Att göra: %s\n", r.Name(), r.Severity(),
			r.Meaning().EN, r.Advice().EN, r.Meaning().SV, r.Advice().SV)
		if err != nil {
			return err
		}
	}
	return nil
}

// jsonRule is a rule for machines.
type jsonRule struct {
	Rule     string        `json:"rule"`
	Severity rule.Severity `json:"severity"`
	Meaning  record.Text   `json:"meaning"`
	Advice   record.Text   `json:"advice"`
}

func printRulesJSON(w io.Writer, rules []*rule.Rule) error {
	var out []jsonRule
	for _, r := range rules {
		out = append(out, jsonRule{r.Name(), r.Severity(), r.Meaning(), r.Advice()})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}
