"""Holds an answer of a service, as it came over the wire, against botocore's model of the service."""

import base64
import binascii
import json
import re
import sys
import unicodedata
from functools import cache

from wire import child, from_xml, local, read_cbor, read_json, read_xml

# What any service may answer, beside the errors that an operation declares (each service's guide, "Common Errors").
COMMON_ERRORS = {
    "AccessDeniedException",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InternalFailure",
    "InvalidSignatureException",
    "MissingAuthenticationTokenException",
    "RequestExpired",
    "SerializationException",
    "ServiceUnavailable",
    "ThrottlingException",
    "UnknownOperationException",
    "UnrecognizedClientException",
    "ValidationException",
}
# The same, in the Query protocol.
COMMON_QUERY_ERRORS = {
    "AccessDenied",
    "IncompleteSignature",
    "InternalFailure",
    "InvalidAction",
    "InvalidClientTokenId",
    "InvalidParameterCombination",
    "InvalidParameterValue",
    "MissingAuthenticationToken",
    "MissingParameter",
    "ServiceUnavailable",
    "SignatureDoesNotMatch",
    "Throttling",
    "ValidationError",
}


def violations_of(operation, answer):
    """Everything in which the answer breaks the model; each in one line."""
    protocol = operation.service_model.resolved_protocol
    content_type, read, look = PROTOCOLS[protocol]
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    found = []
    wanted = content_type(operation.service_model.metadata)
    if headers.get("content-type") != wanted:
        found.append(f"content-type: {headers.get('content-type')} instead of {wanted}")
    if not headers.get("x-amzn-requestid"):
        found.append("x-amzn-requestid: missing")
    if protocol == "smithy-rpc-v2-cbor" and headers.get("smithy-protocol") != "rpc-v2-cbor":
        found.append(f"smithy-protocol: {headers.get('smithy-protocol')}")
    try:
        body = read(answer["body"])
    except Exception as error:  # Whatever the reader of a protocol calls it.
        return [*found, f"body: cannot be read: {error}"]
    look(operation, answer["status_code"], headers, body, found)
    return found


def look_at_values(operation, status, headers, body, found):
    """JSON and CBOR."""
    if status >= 300:
        check_error(operation, status, headers, body, found)
    elif operation.output_shape is not None:
        check(operation.output_shape, body, operation.name, found)


def look_at_xml(operation, status, _headers, root, found):
    """The Query protocol."""
    wanted = "ErrorResponse" if status >= 300 else f"{operation.name}Response"
    if local(root) != wanted:
        found.append(f"{operation.name}: {local(root)} instead of {wanted}")
        return
    namespace = operation.service_model.metadata["xmlNamespace"]
    if root.tag != f"{{{namespace}}}{wanted}":
        found.append(f"{operation.name}: {root.tag} is not of the namespace {namespace}")
    if status >= 300:
        check_xml_error(operation, status, root, found)
        return
    metadata = child(root, "ResponseMetadata")
    if metadata is None or child(metadata, "RequestId") is None:
        found.append(f"{operation.name}: no RequestId")
    if operation.output_shape is None:
        return
    result = child(root, operation.output_shape.serialization.get("resultWrapper", f"{operation.name}Result"))
    # An answer without members need not have a result.
    value = {} if result is None else from_xml(operation.output_shape, result, operation.name, found)
    check(operation.output_shape, value, operation.name, found)


def check_xml_error(operation, status, root, found):
    path = f"{operation.name} {status}"
    error = child(root, "Error")
    texts = {} if error is None else {local(each): each.text or "" for each in error}
    if child(root, "RequestId") is None:
        found.append(f"{path}: no RequestId")
    wanted = "Sender" if status < 500 else "Receiver"
    if texts.get("Type") != wanted:
        found.append(f"{path}: Type {texts.get('Type')} instead of {wanted}")
    if not texts.get("Message"):
        found.append(f"{path}: no Message")
    errors = [each.metadata.get("error", {}) for each in operation.error_shapes]
    declared = next((each for each in errors if each.get("code") == texts.get("Code")), None)
    if declared is None and texts.get("Code") not in COMMON_QUERY_ERRORS:
        found.append(f"{path}: {texts.get('Code')} is not an error of this operation, nor a common one")
    if declared is not None and declared.get("httpStatusCode", 400) != status:
        found.append(f"{path}: status {status} instead of {declared.get('httpStatusCode', 400)}")


# For each protocol: the content type by the service's metadata, what reads a body, what looks at it.
PROTOCOLS = {
    "json": (lambda metadata: f"application/x-amz-json-{metadata['jsonVersion']}", read_json, look_at_values),
    "smithy-rpc-v2-cbor": (lambda _: "application/cbor", read_cbor, look_at_values),
    "query": (lambda _: "text/xml", read_xml, look_at_xml),
}


def check_error(operation, status, headers, body, found):
    path = f"{operation.name} {status}"
    if not is_a(dict, body, path, found):
        return
    # Services write both; clients of the protocol read both.
    message = body.pop("message", body.pop("Message", None))
    is_a(str, message, f"{path} message", found)
    code = str(body.pop("__type", "")).split("#")[-1]
    shape = next((each for each in operation.error_shapes if each.name == code), None)
    if shape is None:
        if code not in COMMON_ERRORS:
            found.append(f"{path}: {code} is not an error of this operation, nor a common one")
        return
    check(shape, body, path, found)
    error = shape.metadata.get("error", {})
    if error.get("httpStatusCode", 400) != status:
        found.append(f"{path}: status {status} instead of {error.get('httpStatusCode', 400)}")
    if "awsQueryCompatible" in operation.service_model.metadata:
        wanted = f"{error['code']};{'Sender' if error.get('senderFault') else 'Receiver'}"
        if headers.get("x-amzn-query-error") != wanted:
            found.append(f"{path}: x-amzn-query-error is {headers.get('x-amzn-query-error')} instead of {wanted}")


def check(shape, value, path, found):
    CHECKS.get(shape.type_name, check_nothing)(shape, value, path, found)


def check_nothing(shape, _value, path, found):
    found.append(f"{path}: no check for the type {shape.type_name}")


def is_a(kind, value, path, found):
    right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    if not right:
        found.append(f"{path}: {json.dumps(value)[:80]} instead of {KINDS[kind]}")
    return right


def check_structure(shape, value, path, found):
    if not is_a(dict, value, path, found):
        return
    members = {each.serialization.get("name", name): each for name, each in shape.members.items()}
    for name in shape.required_members:
        if shape.members[name].serialization.get("name", name) not in value:
            found.append(f"{path}.{name}: missing")
    for name, member in value.items():
        if name in members:
            check(members[name], member, f"{path}.{name}", found)
        else:
            found.append(f"{path}.{name}: not in the model")


def check_list(shape, value, path, found):
    if is_a(list, value, path, found):
        check_range(shape, len(value), path, "length", found)
        for index, member in enumerate(value):
            check(shape.member, member, f"{path}[{index}]", found)


def check_map(shape, value, path, found):
    if is_a(dict, value, path, found):
        check_range(shape, len(value), path, "length", found)
        for key, member in value.items():
            check(shape.key, key, f"{path} key", found)
            check(shape.value, member, f"{path}.{key}", found)


def check_string(shape, value, path, found):
    if not is_a(str, value, path, found):
        return
    check_range(shape, len(value), path, "length", found)
    if shape.enum and value not in shape.enum:
        found.append(f"{path}: {value} is none of {', '.join(shape.enum)}")
    pattern = shape.metadata.get("pattern")
    if pattern and not expression(pattern).fullmatch(value):
        found.append(f"{path}: {value} does not match {pattern}")


def check_integer(shape, value, path, found):
    if is_a(int, value, path, found):
        check_range(shape, value, path, "value", found)


def check_number(shape, value, path, found):
    if value not in ("NaN", "Infinity", "-Infinity") and is_a((int, float), value, path, found):
        check_range(shape, value, path, "value", found)


def check_boolean(_shape, value, path, found):
    is_a(bool, value, path, found)


def check_timestamp(_shape, value, path, found):
    """Seconds since 1970; what is more than a century off is most likely milliseconds."""
    if is_a((int, float), value, path, found) and abs(value) > 4e9:
        found.append(f"{path}: {value} is no time in seconds")


def check_blob(_shape, value, path, found):
    if is_a(str, value, path, found):
        try:
            base64.b64decode(value, validate=True)
        except binascii.Error:
            found.append(f"{path}: not base64")


KINDS = {
    dict: "an object",
    list: "a list",
    str: "a text",
    int: "a whole number",
    (int, float): "a number",
    bool: "true or false",
}

CHECKS = {
    "structure": check_structure,
    "list": check_list,
    "map": check_map,
    "string": check_string,
    "integer": check_integer,
    "long": check_integer,
    "float": check_number,
    "double": check_number,
    "boolean": check_boolean,
    "timestamp": check_timestamp,
    "blob": check_blob,
}


def check_range(shape, size, path, what, found):
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and size < low:
        found.append(f"{path}: {what} {size} is below {low}")
    if high is not None and size > high:
        found.append(f"{path}: {what} {size} is above {high}")


@cache
def expression(pattern):
    """A pattern of the models, written for Java, for Python: it has no classes of Unicode categories, and no pairs of surrogates."""
    whole = re.sub(r"\\uD800\\uDC00-\\uDBFF\\uDFFF", lambda _: r"\U00010000-\U0010FFFF", pattern)
    whole = whole.replace(r"\p{Print}", r"[\x20-\x7e]")
    return re.compile(re.sub(r"\\p\{(\w+)\}", lambda match: category(match[1]), whole))


@cache
def category(name):
    """The ranges of characters of a Unicode category, for use within brackets."""
    ranges = []
    for code in range(sys.maxunicode + 1):
        if not unicodedata.category(chr(code)).startswith(name):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)
