"""What a reader of the old schema could not stand in the new one. Readers ignore unknown fields."""

from typing import Any

Schema = dict[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """The breaking changes, each with its path."""
    return _breaks(old, new, old, new, "")


def _breaks(old: Schema, new: Schema, old_root: Schema, new_root: Schema, path: str) -> list[str]:
    old, new = _resolve(old, old_root), _resolve(new, new_root)
    found: list[str] = []
    if (old_set := _values(old)) is not None:
        new_set = _values(new)
        if new_set is None or not new_set <= old_set:
            found.append(f"{path}: values an old reader does not know")
    if extra := _types(new, new_root) - _types(old, old_root):
        found.append(f"{path}: may now be {', '.join(sorted(extra))}")
    for bound, wider in (("maximum", 1), ("maxLength", 1), ("maxItems", 1), ("minimum", -1), ("minLength", -1)):
        if bound in old and (bound not in new or (new[bound] - old[bound]) * wider > 0):
            found.append(f"{path}: {bound} is wider")
    if "pattern" in old and old["pattern"] != new.get("pattern"):
        found.append(f"{path}: another pattern")
    for name in old.get("required", ()):
        if name not in new.get("required", ()):
            found.append(f"{path}.{name}: is no longer always there")
    for name, inner in old.get("properties", {}).items():
        if name not in new.get("properties", {}):
            found.append(f"{path}.{name}: is gone")
        else:
            found += _breaks(inner, new["properties"][name], old_root, new_root, f"{path}.{name}")
    for key in ("items", "additionalProperties"):
        if isinstance(old.get(key), dict) and isinstance(new.get(key), dict):
            found += _breaks(old[key], new[key], old_root, new_root, f"{path}.{key}")
    return found


def _resolve(schema: Schema, root: Schema) -> Schema:
    """Behind references, and of an optional value the value."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    choices = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return _resolve(choices[0], root) if len(choices) == 1 else schema


def _values(schema: Schema) -> set[Any] | None:
    if "const" in schema:
        return {schema["const"]}
    return set(schema["enum"]) if "enum" in schema else None


def _types(schema: Schema, root: Schema) -> set[str]:
    if "anyOf" in schema:
        return set().union(*(_types(_resolve(each, root), root) for each in schema["anyOf"]))
    kind = schema.get("type")
    return {kind} if isinstance(kind, str) else set()
