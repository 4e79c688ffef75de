# Everything here needs Go, a C compiler and make alone; `make interop` installs the other people's tools that it uses.
GO ?= go
BIN := bin/tvistdata
LINT := $(GO) tool -modfile=tools/go.mod golangci-lint
ADDR ?= 127.0.0.1:8080

.DEFAULT_GOAL := help
.PHONY: help run build test quick unit lint fmt interop fuzz bench simulate openapi notices prerequisites clean

help: ## Say what there is to make.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Build the program and serve a release of invented records and real published figures.
	@$(BIN) demo --addr $(ADDR)

build: prerequisites
	@$(GO) build -o $(BIN) ./cmd/tvistdata

prerequisites:
	@GO='$(GO)' sh tools/prerequisites

test: unit lint ## Run every test under the race detector (the longest without it), then lint, and lint's own test.

quick: prerequisites ## Run the tests but the longest, without the race detector: what to run while at work.
	$(GO) test -short -vet=off ./...

unit: prerequisites
	$(GO) test -race -vet=off -timeout 20m ./...
	@GO='$(GO)' tools/unraced

lint: prerequisites
	$(LINT) run ./...
	@$(GO) run -C tools ./lintcheck ../.golangci.yml "$$($(GO) tool -C tools -n golangci-lint)"

fmt: ## Format the code.
	$(LINT) fmt ./...

interop: build ## Try a running program with other people's tools (Python, Node, DuckDB, nginx, Chromium), installing them.
	interop/run

fuzz: prerequisites ## Fuzz each target for a while (FUZZTIME=10s), and draw twice the cases of make test (DRAWS=200).
	@GO='$(GO)' sh tools/fuzz

bench: build ## Measure build, store and server against others, as ratios. Takes minutes; the machine should be idle.
	$(GO) build -o bin/ ./bench ./bench/duckpeer ./bench/plainserver ./bench/storebench ./bench/xlsxbench ./bench/matchbench
	bin/bench

simulate: prerequisites ## Look for surges in 200 invented worlds of each kind, and count those found that are none. Takes minutes.
	$(GO) build -o bin/simulate ./bench/simulate
	bin/simulate

openapi: build ## Write the contract, openapi.yaml, anew.
	@$(BIN) openapi > openapi.yaml.new && mv openapi.yaml.new openapi.yaml

notices: prerequisites ## Write the licences of what the program holds, NOTICES, anew.
	@GO='$(GO)' tools/notices > NOTICES.new && mv NOTICES.new NOTICES

clean: ## Remove what was built and installed here.
	rm -rf bin bench/out interop/.venv interop/node_modules interop/out
