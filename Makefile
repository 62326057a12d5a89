# make run and make test are all a user needs; CONTRIBUTING.md explains the rest.
PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
READY := .venv/.ready
TOOLS := .venv/.test-tools
PYTEST := $(BIN)/python -m pytest

.PHONY: run test test-postgres setup check format bench faults fuzz screens coverage lock package-deb prove-deb package-windows prove-windows clean

run: $(READY)
	$(BIN)/python -m ercheng_station.firstlook

# What the window system owes a test and has not given in time is asked for once more; nothing else is run again.
test: $(TOOLS)
	$(PYTEST) -n auto --maxprocesses 4 --dist worksteal --reruns 2 --only-rerun ^TimeoutError:

# The store's tests once more, their stores on a PostgreSQL server that is started for them (Debian: postgresql).
test-postgres: $(TOOLS)
	$(PYTEST) tests/db tests/cli/test_district.py --server -n auto --maxprocesses 4 --dist worksteal

setup: $(READY)

check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The full counts; make test runs a fixed small number of each. ONLY="start save": these benchmarks, not all.
bench: $(READY)
	$(BIN)/python -m benchmarks $(ONLY)

faults fuzz: $(TOOLS)
	$(PYTEST) -m $@ --full

# Each waits for its window as much as it works.
screens: $(TOOLS)
	$(PYTEST) -m screens --full -n 3 --dist worksteal

coverage: $(TOOLS)
	$(PYTEST) -n auto --maxprocesses 4 --cov --cov-report term-missing:skip-covered

# One resolution, three files: what a checkout needs, what ships, and that with what freezes it. No address and no path gets in.
# Then each system that packages are made for has to find a wheel of everything.
RESOLVE := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE)
SYSTEMS := x86_64-manylinux_2_28 aarch64-manylinux_2_31 x86_64-pc-windows-msvc
lock:
	$(UV) $(RESOLVE) --extra dev pyproject.toml -o requirements-dev.lock
	$(UV) $(RESOLVE) --constraint requirements-dev.lock --extra district pyproject.toml -o requirements.lock
	$(UV) $(RESOLVE) --constraint requirements-dev.lock --extra district --extra package pyproject.toml -o requirements-package.lock
	@for system in $(SYSTEMS); do $(UV) pip install --quiet --dry-run --require-hashes --only-binary :all: --python-version 3.11 \
	  --python-platform $$system --target build/wheels -r requirements-package.lock || exit 1; done

# Needs root and debootstrap; see installer/README.md.
package-deb:
	installer/linux/package.sh
prove-deb: $(TOOLS)
	installer/linux/prove.sh

# Built on Linux alone; proving needs root and debootstrap for wine.
package-windows: $(READY)
	installer/windows/package.sh
prove-windows:
	installer/windows/prove.sh

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage

$(READY): bootstrap.py pyproject.toml requirements-dev.lock
	@$(PYTHON) bootstrap.py
	@touch $@

$(TOOLS): $(READY)
	@$(PYTHON) bootstrap.py --tests
	@touch $@
