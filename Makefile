# Everything runs in .venv, which `make install` builds from the registry with Python and make alone.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: fuzz help install demo studio test test-long coverage test-coqui test-faults test-browser check format clean pictures

help: ## list what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed ## set up .venv

.venv/installed: pyproject.toml requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Inkreel needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt -e .
	@touch $@

demo: install ## render the sample story's first chapter into out/
	$(BIN)/inkreel render assets/sample/index.md --chapter 1 --out out/sample

studio: install ## see, hear and change the sample story in the browser: a copy of it, in out/story/
	test -d out/story || { mkdir -p out && cp -R assets/sample out/story; }
	$(BIN)/inkreel studio out/story/index.md

test: install ## run every test but the long ones
	$(BIN)/python -m pytest -n 2 --dist worksteal

test-long: install ## the tests that render much for one promise: stores that lose things, full disks, little memory
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "long and not faults"

test-faults: install ## fifty killed renders, ten thousand panels, a store deleted meanwhile: hours
	$(BIN)/python -m pytest -n 2 -m faults

coverage: install ## run every test and say which rows of the code none of them reaches
	$(BIN)/python -m pytest -n 2 -m "not faults and not browser" --cov --cov-report=term:skip-covered --cov-report=html:out/coverage

test-coqui: ## set up the real coqui-tts apart, and hold its adapter to what all engines keep
	bash tests/coqui/run.sh

test-browser: install ## use the pages in a real Chromium, where one is installed
	$(BIN)/python -m pytest -m browser

fuzz: install ## ten minutes of hostile bytes for every reader: make fuzz MINUTES=10
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),10)

check: install ## lint, format, types, import direction
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/laws/test_imports.py

format: install ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

pictures: install ## draw docs/stage anew: each thing that can stand on a picture
	$(BIN)/python bench/stage_pictures.py

clean: ## remove .venv and what was made
	rm -rf .venv out dist build
