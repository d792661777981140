"""The site by other renderers than MkDocs, beside that by MkDocs: `make renderers` installs them and runs these."""
