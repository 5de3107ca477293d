"""Prints, for each file that a list names, its public parts and whether they have docstrings; one JSON object a line."""

import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def decorators(node):
    """The last names of what a definition is decorated with."""
    for decorator in node.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        yield getattr(target, "attr", getattr(target, "id", ""))


def parts(tree, outer=""):
    """The public classes and functions of a module or class, with what is public in the classes."""
    for node in tree.body:
        if not isinstance(node, FUNCTIONS + (ast.ClassDef,)) or node.name.startswith("_"):
            continue
        # The docstring of a property is its getter's, that of an overloaded function its implementation's.
        if set(decorators(node)) & {"overload", "override", "setter", "deleter"}:
            continue
        kind = "class" if isinstance(node, ast.ClassDef) else "method" if outer else "function"
        yield {"kind": kind, "name": outer + node.name, "line": node.lineno, "documented": bool(ast.get_docstring(node))}
        if kind == "class":
            yield from parts(node, outer + node.name + ".")


def describe(path):
    """One file; what is wrong with it is said and ends nothing."""
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
        found = list(parts(tree))
        if tree.body:
            found.insert(0, {"kind": "module", "name": path, "line": 1, "documented": bool(ast.get_docstring(tree))})
        return {"path": path, "parts": found, "error": ""}
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        return {"path": path, "parts": [], "error": f"{type(problem).__name__}: {problem}"}


with open(sys.argv[1], encoding="utf-8", newline="") as names:
    for name in names.read().split("\n"):
        if name:
            print(json.dumps(describe(name)), flush=True)
