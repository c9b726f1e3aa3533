"""Builds ``geodata/`` from pinned packages of public registries (maintainers only)."""
