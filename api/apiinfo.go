package api

import (
	"context"
	"reflect"
)

// apiInfoBody is the answer of /api-info; its names are those of Sweden's REST profile, not snake_case.
type apiInfoBody struct {
	Name          string `json:"apiName" doc:"The API's name." example:"tvistdata"`
	Version       string `json:"apiVersion" doc:"Version of the contract." example:"1.0.0"`
	Released      string `json:"apiReleased" format:"date" doc:"The day the version came out." example:"2026-11-23"`
	Documentation string `json:"apiDocumentation" format:"uri-reference" doc:"Where it is documented."`
	Status        string `json:"apiStatus" enum:"active,beta,deprecated,retired" doc:"Where it is in its life."`
}

func (s *service) apiInfo() *resource {
	return &resource{
		id: "get-api-info", path: "/api-info", tag: "service", noun: "api-info",
		summary: "Show what API this is",
		doc:     "Shows the API's name, version, date, documentation and status, as Sweden's REST profile asks.",
		body:    reflect.TypeFor[apiInfoBody](), example: apiInfoExample,
		light: func(context.Context) (any, error) {
			return apiInfoBody{
				Name: "tvistdata", Version: ContractVersion, Released: s.released, Documentation: s.base + "/docs/",
				Status: "active",
			}, nil
		},
	}
}

const apiInfoExample = `{"apiName": "tvistdata", "apiVersion": "1.0.0", "apiReleased": "2026-11-23",
  "apiDocumentation": "https://tvistdata.example/docs/", "apiStatus": "active"}`
