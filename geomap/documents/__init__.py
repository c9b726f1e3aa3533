"""Files, folders, stdin and tables in, reports out."""

from geomap.documents.metadata import Metadata, parse_date
from geomap.documents.reading import STDIN, Reading, read

__all__ = ["STDIN", "Metadata", "Reading", "parse_date", "read"]
