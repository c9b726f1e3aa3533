"""A finished page in, what to paste where: frames, figure, card, oEmbed."""

from geomap.embedding.embed import Embedding, embed, problems
from geomap.embedding.sheet import Sheet, is_page, read

__all__ = ["Embedding", "Sheet", "embed", "is_page", "problems", "read"]
