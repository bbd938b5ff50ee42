"""What an answer says, as it came over the wire: the values in it as JSON would have them, whatever the protocol."""

import json
from datetime import datetime
from xml.etree import ElementTree

from botocore.parsers import RpcV2CBORParser
from botocore.utils import parse_timestamp


def read_json(body):
    return json.loads(body)


def read_cbor(body):
    """Moments come as such, and are told in seconds."""

    def plain(value):
        if isinstance(value, datetime):
            return value.timestamp()
        if isinstance(value, dict):
            return {key: plain(each) for key, each in value.items()}
        return [plain(each) for each in value] if isinstance(value, list) else value

    return plain(RpcV2CBORParser().parse_data_item(RpcV2CBORParser().get_peekable_stream_from_bytes(body)))


def read_xml(body):
    return ElementTree.fromstring(body)


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def child(element, name):
    return next((each for each in element if local(each) == name), None)


def from_xml(shape, element, path, found):
    """The value of an element, by its shape: XML itself tells no lists and numbers apart. What cannot be read is found fault with."""
    kind = shape.type_name
    if kind == "structure":
        members = {each.serialization.get("name", name): each for name, each in shape.members.items()}
        value = {}
        for each in element:
            name = local(each)
            if name in members:
                value[name] = from_xml(members[name], each, f"{path}.{name}", found)
            else:
                found.append(f"{path}.{name}: not in the model")
        return value
    if kind == "list":
        return [from_xml(shape.member, each, f"{path}[{index}]", found) for index, each in enumerate(element)]
    if kind == "map":
        return {child(each, "key").text: from_xml(shape.value, child(each, "value"), f"{path} value", found) for each in element}
    text = element.text or ""
    try:
        if kind in ("integer", "long"):
            return int(text)
        if kind in ("float", "double"):
            return float(text)
        if kind == "boolean":
            return {"true": True, "false": False}[text]
        if kind == "timestamp":
            return parse_timestamp(text).timestamp()
    except (ValueError, KeyError):
        found.append(f"{path}: {text[:80]} is no {kind}")
    return text
