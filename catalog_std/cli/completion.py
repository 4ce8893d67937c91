"""What a shell offers behind an option or as an argument: rules, formats, elements, codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from catalog_std.text import Lang
from catalog_std.trouble import CatalogError

Offer = tuple[str, str]


class Offered(click.ParamType[str, str]):
    """A text for which a shell is offered values; any other text is taken too."""

    name = "text"

    def __init__(self, offers: Callable[[Lang], Iterable[Offer]]) -> None:
        self.offers = offers

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Give the values that begin like what is there already; none where the catalog is broken."""
        del param
        try:
            offers = list(self.offers(ctx.obj.lang))
        except CatalogError:
            return []
        return [
            CompletionItem(value, help=words)
            for value, words in offers
            if value.startswith(incomplete)
        ]


def with_offers(command: click.Command) -> click.Command:
    """Give a command whose parameters know what to offer; those inside it too."""
    for parameter in command.params:
        if parameter.name in _OFFERS:
            parameter.type = Offered(_OFFERS[parameter.name])
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            with_offers(inner)
    return command


# Imports are inside: only the one table that is asked for costs its time, at every press of a key.


def _rules(lang: Lang) -> Iterator[Offer]:
    from catalog_std.lint import RULES  # noqa: PLC0415

    for rule in RULES:
        yield rule.id, rule.card.title.said(lang)
    for rule in RULES:
        yield rule.name, rule.card.title.said(lang)


def _formats(_lang: Lang) -> Iterator[Offer]:
    from catalog_std.cli.output import PRINTERS  # noqa: PLC0415

    return ((name, "") for name in PRINTERS)


def _elements(lang: Lang) -> Iterator[Offer]:
    from catalog_std.cli.day import day_of  # noqa: PLC0415
    from catalog_std.cli.home import home_or_defaults  # noqa: PLC0415
    from catalog_std.run.job import shelf_of  # noqa: PLC0415
    from catalog_std.standard.profiles import Profiles  # noqa: PLC0415

    home = home_or_defaults()
    profile = Profiles(shelf_of(home), day_of(None, home.settings)).at("", "", "")
    for path, freedom in profile.freedoms.items():
        written = ".".join(path).replace(".[]", "[]")
        yield written, freedom.label.said(lang) if freedom.label else ""


def _lists(name: str) -> Callable[[Lang], Iterator[Offer]]:
    def tokens(lang: Lang) -> Iterator[Offer]:
        from catalog_std.cli.day import day_of  # noqa: PLC0415
        from catalog_std.cli.home import home_or_defaults  # noqa: PLC0415
        from catalog_std.run.job import shelf_of  # noqa: PLC0415
        from catalog_std.standard.profiles import Profiles  # noqa: PLC0415

        home = home_or_defaults()
        profile = Profiles(shelf_of(home), day_of(None, home.settings)).at("", "", "")
        for entry in profile.lists[name].entries.values():
            yield entry.token, entry.zh if lang == "zh" else entry.en

    return tokens


_OFFERS: dict[str | None, Callable[[Lang], Iterable[Offer]]] = {
    "rules": _rules,
    "id": _rules,
    "outputs": _formats,
    "element": _elements,
    "sector": _lists("sector"),
    "item_type": _lists("item-type"),
}
