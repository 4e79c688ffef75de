package api

import (
	"context"
	"reflect"

	"tvistdata/internal/answer"
)

// configDetail is what a client has to know before it asks.
type configDetail struct {
	SoftwareVersion string    `json:"software_version" doc:"Version of the program that answers."`
	SchemaVersion   string    `json:"schema_version" doc:"Version of the release's files."`
	Limits          limitSet  `json:"limits" doc:"Limits on questions and answers."`
	Formats         []string  `json:"formats" doc:"Values of the parameter format."`
	FileFormats     []string  `json:"file_formats" doc:"Media types of a release's files."`
	Languages       []string  `json:"languages" doc:"Languages of labels and texts, ISO 639-1."`
	Publisher       publisher `json:"publisher" doc:"Who answers for the data, and its licence."`
}

// limitSet is the limits as data.
type limitSet struct {
	Cells          int `json:"cells" doc:"Cells in one answer of counts."`
	Companies      int `json:"companies" doc:"Companies that one question may name."`
	Names          int `json:"names" doc:"Names and numbers in one question of /match."`
	Values         int `json:"values" doc:"Values in one parameter."`
	TextLength     int `json:"text_length" doc:"Characters of a text in a parameter."`
	DefaultLimit   int `json:"default_limit" doc:"Rows on a page when limit is left out."`
	MaxLimit       int `json:"max_limit" doc:"Rows on a page at most."`
	Seconds        int `json:"seconds" doc:"Seconds that one question may take."`
	WaitingRequest int `json:"waiting_questions" doc:"Questions that may wait for their turn before more are turned away."`
}

// configBody is the answer of /config.
type configBody struct {
	Data  configDetail `json:"data" doc:"The limits, formats and licence."`
	Meta  oneMeta      `json:"meta" doc:"What has to be known about the answer."`
	Links selfLinks    `json:"links" doc:"Addresses that belong to this answer."`
}

func (s *service) limits() *resource {
	return &resource{
		id: "get-config", path: "/config", tag: "service", noun: "config",
		summary: "Show limits, formats and licence",
		doc:     "Shows as data what a client has to know before it asks: limits on answers and pages, formats, and the publisher's licence.",
		body:    reflect.TypeFor[configBody](), example: configExample,
		answer: func(_ context.Context, a asked) (any, error) {
			m := a.store.Manifest()
			return configBody{
				Data: configDetail{
					SoftwareVersion: s.version, SchemaVersion: m.SchemaVersion,
					Limits: limitSet{
						Cells: answer.MaxCells, Companies: answer.MaxCompanies, Names: answer.MaxQuestions, Values: maxValues, TextLength: maxText,
						DefaultLimit: answer.DefaultLimit, MaxLimit: answer.MaxLimit, Seconds: int(answerTime.Seconds()), WaitingRequest: maxWaiting,
					},
					Formats: []string{asJSON, asCSV}, FileFormats: []string{parquetType}, Languages: []string{"sv", "en"},
					Publisher: wirePublisher(m.Publisher),
				},
				Meta:  oneMeta{Release: a.store.ID(), Synthetic: m.Synthetic},
				Links: selfLinks{Self: a.links.self()},
			}, nil
		},
	}
}

const configExample = `{
"data": {
  "software_version": "1.0.0", "schema_version": "1.2",
  "limits": {"cells": 100000, "companies": 50, "names": 100, "values": 50, "text_length": 200, "default_limit": 20,
    "max_limit": 1000, "seconds": 10, "waiting_questions": 128},
  "formats": ["json", "csv"], "file_formats": ["application/vnd.apache.parquet"], "languages": ["sv", "en"],
  "publisher": {"name": "Exempelutgivaren", "contact": "data@tvistdata.example", "licence": {"name": "CC0 1.0",
    "url": "https://creativecommons.org/publicdomain/zero/1.0/"}}
},
"meta": {"release": "r-0123456789abcdef", "synthetic": true},
"links": {"self": "https://tvistdata.example/v1/config?release=r-0123456789abcdef"}}`
