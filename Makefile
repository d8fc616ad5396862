# Every command sets up what it needs; `make help` lists them. State lives in var/ (ASCENT_HOME moves it).
# A python3 that is there may be a shim without a Python behind it, so each is tried.
PYTHON := $(shell for each in python3.13 python3 python /usr/bin/python3; do $$each -c "" 2>/dev/null && echo $$each && break; done)
BOOTSTRAP := $(if $(PYTHON),$(PYTHON),uv run --quiet --no-project --python 3.13 python) config/bootstrap.py
LOCK := uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help run dev test admin password demo backup restore bench lock

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run:  ## everything, on http://localhost:8000 (PORT, HOST, ORIGIN, DATABASE_URL change it)
	@exec $(BOOTSTRAP) config.run serve

dev:  ## the same with reload and debug pages
	@exec $(BOOTSTRAP) --dev config.run dev

test:  ## checks and all tests, in a browser too, on a throw-away database
	@exec $(BOOTSTRAP) --dev config.check

admin:  ## make an administrator (asks; or ASCENT_ADMIN_EMAIL and ASCENT_ADMIN_PASSWORD)
	@exec $(BOOTSTRAP) config.run manage create_admin

password:  ## set somebody's forgotten password
	@exec $(BOOTSTRAP) config.run manage set_password

demo:  ## a lived-in example learner, to look at
	@exec $(BOOTSTRAP) config.run manage demo

backup:  ## database and uploads into one file (FILE=... names it)
	@exec $(BOOTSTRAP) config.run backup "$(FILE)"

restore:  ## such a file back into an empty database (FILE=...; FORCE=1 replaces what is there)
	@exec $(BOOTSTRAP) config.run restore "$(FILE)"

bench:  ## the benchmarks, as ratios to baselines of the same run
	@exec $(BOOTSTRAP) --dev bench

lock:  ## the locked requirements anew, with hashes
	@$(BOOTSTRAP) --dev $(LOCK) --python-version 3.13 requirements.in -o requirements.txt
	@$(BOOTSTRAP) --dev $(LOCK) --python-version 3.13 requirements-dev.in -o requirements-dev.txt
	@$(BOOTSTRAP) --dev $(LOCK) --python-version 3.8 requirements-uv.in -o requirements-uv.txt
