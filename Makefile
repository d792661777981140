# Each command sets up what it needs in .venv, from a lock file with hashes.
# `make PYTHON=python3.12 test` takes another Python.

PYTHON ?= python3
RUN := .venv/bin/python
export NO_MKDOCS_2_WARNING := 1
# Whatever is set outside, Python keeps what it has compiled: the tests start it many times.
export PYTHONDONTWRITEBYTECODE :=
MAKEFLAGS += --no-print-directory
# Dates in the built files are those of the last commit, here or of the records that were brought, whichever is later,
# so that a build can be repeated byte for byte.
export SOURCE_DATE_EPOCH ?= $(shell { echo 0; git log -1 --format=%ct; \
  git for-each-ref --format='%(committerdate:unix)' refs/records/brought; } 2>/dev/null | sort -n | tail -1)

.PHONY: help site site-mkdocs site-zensical pdf offline publish serve check text links records night issue audit audit-sources screenshots faults mutants fuzz hooks test bench renderers lint lock pandoc clean

help: ## List these commands
	@sed -n $(if $(wildcard tests),,-e '/test\.txt/d') -e 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

RENDERER ?= mkdocs
site: site-$(RENDERER) ## Build the site into site/, every check on, by MkDocs or by RENDERER=zensical

site-mkdocs: .venv/site.txt
	@$(RUN) -m mkdocs build --strict
	@$(RUN) -m scripts check --site site

site-zensical: .venv/renderers.txt
	@$(RUN) -m scripts render --into build/prepared -- $(RUN) -m zensical build --strict --config-file build/prepared/mkdocs.yml
	@rm -rf site && mv build/prepared/site site

pdf: site ## Print the article, as site/article.pdf, by Chromium
	@$(RUN) -m scripts pdf

offline: site ## Pack the site for reading from a folder, as site/offline.zip
	@$(RUN) -m scripts offline

publish: export DOWNLOADS := true
publish: site pdf offline ## Build the site with the PDF and the offline copy, and links to them

ADDRESS ?= 127.0.0.1:8000
serve: .venv/site.txt ## Show the site on http://127.0.0.1:8000/ and build it anew on each save
	@$(RUN) -m mkdocs serve --dev-addr $(ADDRESS)

check: .venv/site.txt ## Check the text, the sources and the records
	@$(RUN) -m scripts check $(CHECK)

BASE ?= origin/main
changed: .venv/site.txt ## Write which sentences differ from BASE (origin/main) into changed.json, for CHANGED=changed.json make site
	@$(RUN) -m scripts summary --base $(BASE) --changed changed.json >/dev/null

links: site ## Check every link within the built site, by LinkChecker
	@$(RUN) -m scripts links --site-only --site site

records: .venv/site.txt ## Bring what the nights have found, from the branch on which it is kept
	@$(RUN) -m scripts records

# LINKS and SOURCES hold further options of the two commands, such as LINKS=--archive-new. What they find (exit 1) is
# for the report; what they could not do (exit 2) fails here, once both have run.
night: site ## Look at every link and every source, and remember the night
	@links=0; $(RUN) -m scripts links --site site $(LINKS) || links=$$?; \
	sources=0; $(RUN) -m scripts sources $(SOURCES) || sources=$$?; \
	test $$links -le 1 && test $$sources -le 1

issue: .venv/site.txt ## Tell the editors what the nights have found, in their one issue on GitHub
	@$(RUN) -m scripts report --issue

audit-sources: .venv/test.txt ## Measure how often the comparison with the sources is right, for the Methods page
	@$(RUN) -m tests.sources.score --write

faults: .venv/test.txt ## Look at the blind set of faults of servers, and print what is not told as it is (three minutes)
	@$(RUN) -m tests.web.blind.score $(FAULTS)

mutants: .venv/test.txt ## Change each word, mark, source and record of an article, and see that the check tells each (a minute)
	@MUTANTS=all $(RUN) -bb -m pytest -q -n 4 --dist loadfile tests/rules/test_mutants.py

fuzz: .venv/test.txt ## Feed the readers of files and answers with what nobody would write; FUZZ="--seconds 600 --seed 7"
	@$(RUN) -bb -m tests.fuzz $(FUZZ)

pandoc: .venv/pandoc.txt ## Set up pandoc for `bring`, in a folder of its own, where the system has none or an old one

hooks: .venv/test.txt ## Look at each commit before it is made, by pre-commit
	@.venv/bin/pre-commit install

audit: publish .venv/test.txt tests/audit/node_modules/.package-lock.json ## Audit the site by Lighthouse, which takes npm and ten minutes
	@$(RUN) -m tests.audit

tests/audit/node_modules/.package-lock.json: tests/audit/package-lock.json
	@npm ci --prefix tests/audit --silent --no-audit --no-fund --ignore-scripts

screenshots: site .venv/test.txt ## Take pictures of the pages, into build/screenshots/
	@$(RUN) -m tests.screenshots

test: .venv/test.txt ## Run the linters, the type checker and the tests, beside each other
	@$(MAKE) lint & tests=0; $(RUN) -bb -m pytest -q -n 4 --dist loadfile || tests=$$?; wait $$! && exit $$tests

text: .venv/test.txt ## Test what looks at the article in docs/, as CI does where nothing but words has changed
	@$(RUN) -bb -m pytest -q tests/test_this_article.py

bench: .venv/renderers.txt .venv/test.txt ## Time the check and the build beside the plain theme (a quarter of an hour); BENCH="--sizes 10" for less
	@$(RUN) -m tests.bench $(BENCH)

renderers: .venv/renderers.txt .venv/test.txt ## Compare the site by other renderers with that by MkDocs (two minutes)
	@$(RUN) -c "import properdocs, zensical"
	@$(RUN) -bb -m pytest -q tests/renderers

lint: .venv/test.txt
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --check --quiet .
	@$(RUN) -m mypy --no-error-summary
	@found=$$(.venv/bin/lint-imports --no-cache) || { echo "$$found"; exit 1; }
	@.venv/bin/actionlint
	@found=$$(.venv/bin/zizmor --offline --quiet .github) || { echo "$$found"; exit 1; }
	@.venv/bin/check-jsonschema -q --builtin-schema vendor.citation-file-format CITATION.cff
	@.venv/bin/check-jsonschema -q --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@.venv/bin/check-jsonschema -q --builtin-schema vendor.readthedocs .readthedocs.yaml
	@.venv/bin/check-jsonschema -q --builtin-schema vendor.dependabot .github/dependabot.yml
	@.venv/bin/check-jsonschema -q --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@.venv/bin/check-jsonschema -q --builtin-schema vendor.github-issue-forms $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

# The header of a lock file ends in what it was made from, which is how Dependabot finds it.
COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links
lock: ## Renew the lock files from pyproject.toml (needs uv); UPGRADE=--upgrade takes newer versions of what it leaves open
	$(COMPILE) $(UPGRADE) --output-file requirements.txt pyproject.toml
	$(COMPILE) $(UPGRADE) --extra test -c requirements.txt --output-file requirements-test.txt pyproject.toml
	$(COMPILE) $(UPGRADE) --extra renderers -c requirements.txt --output-file requirements-renderers.txt pyproject.toml
	echo "$$(sed -n 's/^  "\(pypandoc-binary.*\)",.*/\1/p' pyproject.toml)" | $(COMPILE) --no-annotate \
	  --output-file requirements-pandoc.txt -

.venv/site.txt: requirements.txt
	@test -x $(RUN) || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) is no Python 3.11 or later; name another, as in make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv .venv
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/test.txt: requirements-test.txt .venv/site.txt
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

.venv/renderers.txt: requirements-renderers.txt .venv/site.txt
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-renderers.txt
	@rm -rf build/prepared/.cache # what another version has rendered
	@touch $@

# Apart from the other packages: its Python part would overwrite another that mkdocs-bibtex installs.
.venv/pandoc.txt: requirements-pandoc.txt .venv/site.txt
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade \
	  --target .venv/pandoc -r requirements-pandoc.txt
	@touch $@

clean: ## Take away everything that was made
	rm -rf .venv site build .mypy_cache .ruff_cache .pytest_cache
