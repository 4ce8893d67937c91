"""How our own templates are compiled: what our filters give is HTML already, the rest is escaped in one quick step.

A third of a page's time went into escaping twice what was safe and wrapping short texts that hold nothing
to escape. Where one of our filters is not the last thing done to a value, its text is escaped once too often,
which can be seen, and never too seldom. Values are typed objects, so an attribute is an attribute. A theme's
templates are compiled as jinja2 does it.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from catalog_std.publish.atoms import escaped

HTML = frozenset({"say", "mark", "value", "pairs", "file", "picture"})


def safe_text(value: object) -> str:
    """Give what may stand in a page: texts escaped, HTML as it is."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else str(escape(value))


class Setter(CodeGenerator):
    """Compiles templates; what is printed goes through ``safe_text``, unless a filter of ours gave it."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        del frame, finalize
        ours = isinstance(node, nodes.Filter) and node.name in HTML
        self.write("(" if ours else "environment.safe_text(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - jinja2's name
        """Look an attribute up as Python does."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class TypesetEnvironment(Environment):
    """Our templates, by the compiler above."""

    code_generator_class = Setter
    safe_text = staticmethod(safe_text)

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - jinja2's own
        super().__init__(**options)
        self.ready: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Give a template at hand: an include asks for it anew on every page, nothing here reloads one."""
        if name not in self.ready:
            self.ready[name] = super().get_template(name, parent, globals)
        return self.ready[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give a template its globals as one mapping: a chain of them is walked at each include."""
        return {**self.globals, **(d or {})}
