# make demo: an environment, then the Aubagne week. make test: linters, types, floors, tests.
# make test-all: the same, and the tests marked long.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# tests start many processes: sources are compiled once, wherever the environment would not keep that
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test test-all checked compiled examples lint clean

$(VENV)/demo.stamp: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/dev.stamp: $(VENV)/demo.stamp
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(VENV)/demo.stamp
	$(BIN)/ramasse run aubagne --variant hub --time-limit 30 --seed 1 --out out/aubagne

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# a processor compiles what tests would wait for while the other one checks types
compiled: $(VENV)/dev.stamp
	$(BIN)/python -c 'from solver.week_search.compile_ahead import prepare; prepare()'

# examples of the sources wait for nothing: the other processor runs them meanwhile, and compiles
# the tests once for all of their workers
examples: compiled
	$(BIN)/python -m pytest -q models pools tabular scenarios solver service
	$(BIN)/python -m pytest -q --collect-only tests > /dev/null

checked: $(VENV)/dev.stamp
	$(MAKE) -j2 --no-print-directory lint examples

# three workers for two processors: many tests wait for a server, a browser or a clock
test: checked
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -m "not long" tests

test-all: checked
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder tests

clean:
	rm -rf out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
