"""Reads what alarms as code say, as their own readers do. Arguments: files; prints a list of JSON documents, one for each.

A `.yaml` is a template of CloudFormation. A `.tf` comes as HCL's parser has it, its strings unquoted: one with something to fill in is an
error, and so is an expression, but for those that name the topic.
"""

import json
import re
import sys
import textwrap

import hcl2
import yaml


def read(name):
    with open(name, encoding="utf-8") as file:
        return yaml.safe_load(file) if name.endswith(".yaml") else unquoted(hcl2.load(file))


def unquoted(value):
    if isinstance(value, dict):
        return {unquoted(key): unquoted(each) for key, each in value.items() if not key.startswith("__")}
    if isinstance(value, list):
        return [unquoted(each) for each in value]
    if not isinstance(value, str) or not value.startswith('"'):
        return value
    # Only a heredoc goes on over lines.
    if "\n" in value:
        mark, *lines, end = value[4:-1].split("\n")
        if end.strip() != mark:
            raise ValueError(f"A heredoc ends with {end}, not with {mark}.")
        # Nothing is escaped in it, but templates are filled in.
        return textwrap.dedent("\n".join(literal(line) for line in lines))
    # The escapes of HCL that are not JSON's do not occur in what is written here.
    return json.loads(literal(value))


def literal(text):
    if re.search(r"[$%]\{", text):
        raise ValueError(f"A template that would be filled in: {text}")
    return text


json.dump([read(name) for name in sys.argv[1:]], sys.stdout)
