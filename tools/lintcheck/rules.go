package main

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// config is the part of .golangci.yml that holds rules.
type config struct {
	Linters struct {
		Enable   []string
		Settings struct {
			Depguard struct {
				Rules map[string]struct {
					Deny []struct{ Desc string }
				}
			}
			Forbidigo struct {
				Forbid []struct{ Msg string }
			}
			Revive struct {
				Rules []struct{ Name string }
			}
		}
	}
	Formatters struct{ Enable []string }
}

// untriedRules returns a line for each linter, formatter, import rule, forbidden name and revive rule of the
// configuration that reported nothing.
func untriedRules(yamlText []byte, reports []report) ([]string, error) {
	var c config
	if err := yaml.Unmarshal(yamlText, &c); err != nil {
		return nil, err
	}
	var problems []string
	need := func(what, linter, text string) {
		if !slices.ContainsFunc(reports, func(r report) bool {
			return r.FromLinter == linter && strings.Contains(r.Text, text)
		}) {
			problems = append(problems, fmt.Sprintf("no planted violation tries %s", what))
		}
	}
	for _, l := range slices.Concat(c.Linters.Enable, c.Formatters.Enable) {
		need(l, l, "")
	}
	for name, rule := range c.Linters.Settings.Depguard.Rules {
		need("depguard rule "+name, "depguard", "from list '"+name+"'")
		for _, d := range rule.Deny {
			need("depguard rule "+name+": "+d.Desc, "depguard", "from list '"+name+"': "+d.Desc)
		}
	}
	for _, f := range c.Linters.Settings.Forbidigo.Forbid {
		need("forbidigo: "+f.Msg, "forbidigo", f.Msg)
	}
	for _, r := range c.Linters.Settings.Revive.Rules {
		need("revive: "+r.Name, "revive", r.Name+":")
	}
	slices.Sort(problems)
	return problems, nil
}
