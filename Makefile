# make demo   lint the bundled catalog, then a blemished one
# make test   everything CI asks
# make check  the same without setting up

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready
TOOLS := .tools/.ready
SCHEMAS := .tools/schemas/.ready

.PHONY: demo test suite browser paper check format regold bench clean

demo: $(STAMP)
	@echo "== 样例目录 · the bundled catalog =="
	@$(BIN)/catalog-std lint .
	@echo
	@echo "== 有问题的小目录 · a small catalog with known faults =="
	@$(BIN)/catalog-std lint examples/blemished --exit-zero

test: $(STAMP) $(TOOLS) $(SCHEMAS) suite browser paper check

suite: $(STAMP)
	sh scripts/fetch_schema_suite.sh

browser: $(STAMP)
	@sh scripts/browser_tools.sh $(BIN)/python .tools/browser

paper:
	@sh scripts/paper_tools.sh

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coverage erase
	$(BIN)/pytest -m "not untraced" --cov --cov-report=term-missing:skip-covered -n 2 --dist worksteal
	$(BIN)/pytest -m untraced -n 2 --dist worksteal
	$(BIN)/catalog-std lint . --output concise
	$(BIN)/catalog-std standards check --fail-level warning

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

regold: $(STAMP)
	$(BIN)/pytest -q --regold

bench: $(STAMP)
	$(BIN)/python bench/performance.py
	$(BIN)/python bench/proof.py elements
	$(BIN)/python bench/proof.py chance
	$(BIN)/python bench/standards.py
	$(BIN)/python bench/diff.py

$(STAMP): requirements.lock pyproject.toml
	sh scripts/make_venv.sh "$(PYTHON)" .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

$(TOOLS): scripts/fetch_tools.sh
	sh scripts/fetch_tools.sh .tools

$(SCHEMAS): scripts/fetch_schemas.sh
	sh scripts/fetch_schemas.sh .tools/schemas

clean:
	rm -rf .venv .tools build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
