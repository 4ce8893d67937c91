"""What people configure, held against a model, each mistake with its place."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from catalog_std.document import Document, Place
from catalog_std.source import Pointer
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

Model = TypeVar("Model", bound=BaseModel)


def configured(model: type[Model], document: Document) -> Model:
    """Read a model from a document; raises CatalogError with file, line, column and reason."""
    for fault in document.faults:
        where = f"{document.source.name}:{fault.span.line}:{fault.span.column}"
        raise CatalogError(
            Text(
                f"{where}: 无法读取（{fault.kind}）", f"{where}: cannot be read ({fault.kind})"
            )
        )
    try:
        return model.model_validate(document.data, strict=False)
    except ValidationError as error:
        errors = error.errors()
        unknown = (one for one in errors if one["type"] == "extra_forbidden")
        raise CatalogError(_complaint(model, document, next(unknown, errors[0]))) from error


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Guess which known word was meant, or nothing where none is near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def _complaint(model: type[BaseModel], document: Document, error: ErrorDetails) -> Text:
    place = Place(document, Pointer(error["loc"]))
    extra = error["type"] == "extra_forbidden"
    span = place.key_span if extra else place.span
    where = f"{document.source.name}:{span.line}:{span.column}"
    path = ".".join(str(step) for step in error["loc"]) or "/"
    if not extra:
        saying = error["msg"]
        return Text(f"{where}: {path}: {saying}", f"{where}: {path}: {saying}")
    guess = nearest(str(error["loc"][-1]), _fields_at(model, error["loc"][:-1]))
    return Text(
        f"{where}: 未知的键 {path}" + (f"，是否想写 {guess}？" if guess else ""),
        f"{where}: unknown key {path}" + (f"; did you mean {guess}?" if guess else ""),
    )


def _fields_at(model: type[BaseModel], steps: tuple[int | str, ...]) -> list[str]:
    """Name the fields of the model that stands at a path; unions and lists are looked through."""
    for step in steps:
        field = model.model_fields.get(str(step))
        if field is not None:
            model = _model_in(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = getattr(annotation, "__args__", ())
    return next((found for part in inner if (found := _model_in(part))), None)
