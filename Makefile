# The targets only name what there is; the work is in tools/.

# An empty environment is no obstacle, and mariadbd is in sbin, which a user's PATH often lacks.
export PATH := $(if $(PATH),$(PATH):)/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin

.DEFAULT_GOAL := help
.PHONY: help setup run test lint check format bundle bench pictures translations lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## install system packages and make .venv; instant when nothing changed
	@tools/setup-system.sh python offscreen window test
	@tools/setup-venv.sh
	@tools/translations.sh

run: ## open the kiosk in a window at a simulated station, or play it off-screen
	@tools/run.sh $(ARGS)

test: setup ## run all tests, headless; ARGS="-k plug" runs some
	@tools/test.sh $(ARGS)

lint: setup ## check style, types and the direction of imports
	@tools/lint.sh

check: test lint ## run the tests, then the static checks

format: setup ## put the code into shape
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

bundle: setup ## make dist/kiosk with PyInstaller and try it
	@tools/setup-system.sh bundle
	@tools/bundle.sh

bench: setup ## measure start, memory and speed against their bars
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m benchmarks $(ARGS)

pictures: setup ## paint the pictures of the documentation anew
	@.venv/bin/python -m tools.pictures

translations: setup ## take new texts of the interface into the .ts files, to be translated
	@tools/translations.sh update

lock: ## renew the lock files from pyproject.toml
	@tools/lock.sh $(ARGS)

clean: ## remove all that was made, .venv too
	rm -rf .venv .venv.lock build dist resources/translations/*.qm .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
