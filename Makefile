# Two commands do everything: `make report` and `make test`. Each makes the environment first if it is missing.
PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
UV := .tools/bin/uv
STAMP := $(VENV)/.synced
BIN := $(VENV)/bin

.PHONY: report test lint lab clean clean-reports

report: $(STAMP)
	$(BIN)/casebook run koto 2023

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lab: $(STAMP)
	$(BIN)/jupyter lab notebooks

# uv makes the environment itself, so that Python needs neither venv nor ensurepip. The lock file decides every version;
# byte-compiled, because a first import without bytecode costs seconds.
$(STAMP): pyproject.toml uv.lock $(UV)
	UV_PROJECT_ENVIRONMENT=$(VENV) UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never $(UV) sync --frozen --python $(PYTHON)
	touch $@

$(UV):
	$(PYTHON) -m pip install --quiet --target .tools uv==$(UV_VERSION)

clean:
	rm -rf $(VENV) .tools data/processed/*/

clean-reports:
	rm -rf reports/*/
