# One command for each thing: `make` alone lists them.
MAKEFLAGS += --no-print-directory --no-builtin-rules
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.SUFFIXES:

# What scripts/setup installs goes before what the machine has, and so do the project's own npm programs.
include scripts/versions
TOOLS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/wherefrom/tools
BINDGEN_VERSION := $(shell awk '/^name = "wasm-bindgen"$$/ { getline; gsub(/version = |"/, ""); print; exit }' Cargo.lock)
export PATH := $(TOOLS)/wasm-bindgen-cli-$(BINDGEN_VERSION)/bin:$(TOOLS)/wasm-pack-$(WASM_PACK_VERSION)/bin:$(TOOLS)/geckodriver-$(GECKODRIVER_VERSION)/bin:$(CURDIR)/node_modules/.bin:$(PATH)

# files DIR…: every file below the folders that are there; make rebuilds what is older than any of them.
files = $(shell find $(wildcard $(1)) -type f 2>/dev/null)
CARGO_FILES := Cargo.toml Cargo.lock rust-toolchain.toml
CORE := $(call files,src crates)
COMMAND := target/release/wherefrom
NEWS := $(call files,www/news)

.PHONY: help
help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup setup-build
setup: ## Install what is lacking: Rust target, cargo and npm tools, browsers and drivers
	@scripts/setup
setup-build:
	@scripts/setup rust wasm-bindgen npm

.PHONY: build
build: $(COMMAND) dist/.extension ## Build the command, the engine, the packs, the extension and the demo site
	@echo "build: the engine is $$(cat dist/wasm/size) bytes gzipped; dist/chromium, dist/firefox, dist/www and $(COMMAND) are there"

$(COMMAND): $(CARGO_FILES) cli/Cargo.toml $(CORE) $(call files,cli/src crates) | setup-build
	cargo build --release --locked -p wherefrom-cli
	@touch $@

dist/.wasm: $(CARGO_FILES) $(CORE) scripts/build-wasm | setup-build
	scripts/build-wasm
	@touch $@

dist/packs/seeds.wfp: packs/seeds.wfp
	@mkdir -p $(@D)
	cp $< $@

dist/packs/invented.wfp: $(COMMAND) $(NEWS)
	@mkdir -p $(@D)
	$(COMMAND) pack build www/news -o $@ --name "Invented news" --publisher "Wherefrom" --license CC0-1.0

PACKS := dist/packs/seeds.wfp dist/packs/invented.wfp

dist/.extension: dist/.wasm $(PACKS) $(call files,extension www) package-lock.json $(wildcard tsconfig.json)
	node extension/build.mjs
	@touch $@

.PHONY: demo
demo: setup-demo build ## Check an invented reprint with the command, then open it in Chromium with the extension
	@node scripts/demo.mjs
.PHONY: setup-demo
setup-demo:
	@scripts/setup rust wasm-bindgen npm chromium

.PHONY: picture
picture: setup-demo build ## Make the picture of the README anew
	@node scripts/picture.mjs

.PHONY: test
test: ## Lint, build, and run every test, those in Chromium and Firefox too
	@scripts/setup
	@node scripts/run-tests.mjs

.PHONY: fuzz
fuzz: ## Look for inputs that break the fuzz targets, with a nightly Rust; TARGET=check for one of them, SECONDS_EACH=60
	@scripts/fuzz

.PHONY: bench
bench: setup-demo build ## Measure packs, queries, recall and other tools, and write BENCHMARKS.md; FROM=corpus.jsonl for other documents than invented ones, SIZES=20000,100000 for other numbers of them
	@scripts/bench/setup
	cargo build --release --locked -p wherefrom-bench
	@node scripts/bench/main.mjs $(if $(FROM),--from $(FROM)) $(if $(SIZES),--sizes $(SIZES))
	@node tests/e2e/bench.mjs
	@node tests/e2e/kept-bench.mjs

.PHONY: kills
kills: setup-demo build ## End the background at any moment of keeping articles, and look whether all are found; KILLS=200
	@node tests/e2e/kept-kills.mjs $(or $(KILLS),200)

.PHONY: bench-loops
bench-loops: setup-build ## Measure the hot loops one by one; FROM=corpus.jsonl as above, LOOP=align for those with such names
	@node scripts/bench/corpus.mjs --out target/bench-loops --no-txt $(if $(FROM),--from $(FROM))
	CORPUS=$(CURDIR)/target/bench-loops cargo bench --locked -p wherefrom-bench --bench loops -- $(LOOP)

.PHONY: package
package: build ## Make the packages that stores take, the same bytes from the same commit
	@node scripts/package.mjs

.PHONY: types
types: | setup-build ## Make the report's TypeScript types anew from the Rust ones
	cargo run --quiet --locked -p wherefrom --example types --features types > target/report-types.ts
	mv target/report-types.ts extension/src/shared/report-types.ts

.PHONY: lint lint-rust lint-typescript lint-extension
lint: lint-rust lint-typescript lint-extension ## Check formatting, clippy, types, and both extension packages
lint-rust: | setup-build
	cargo fmt --all --check
	cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
	cargo clippy --quiet --locked -p wherefrom --lib --tests --target wasm32-unknown-unknown -- -D warnings
	cargo clippy --quiet --locked -p wherefrom-inputs -p wherefrom-pack-build --lib --target wasm32-unknown-unknown -- -D warnings
	cargo run --quiet --locked -p wherefrom --example types --features types | diff -u extension/src/shared/report-types.ts - || { echo "lint: the report's types have changed: run make types"; exit 1; }
lint-typescript: | setup-build
	tsc --noEmit
	tsc --noEmit -p extension/test
	node scripts/lint-imports.mjs
	node scripts/lint-rooms.mjs
lint-extension: build
	node scripts/lint-extension.mjs

.PHONY: clean
clean: ## Remove what was built; what setup installed stays
	rm -rf dist target
