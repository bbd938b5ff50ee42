"""Makes calls with boto3, one after the other, as standard input names them; ends with it. A line of JSON in, a line of JSON out.

The first line in:  {"endpoint", "region", "accessKeyId", "secretAccessKey"}
Its line out:       {"botocore": version, "operations": {service: names of its operations}} of the services that we simulate
Every other line:   {"service", "operation", "input", "pages"?, "protocol"?}
                    With pages, all are fetched by boto3's paginator, of the size given (0: the service's own).
                    With a protocol, it is spoken instead of the one that botocore prefers.
Its line out:       {"output": … or "error": {"code", "message", "status"}, "responses", "violations"}
                    Violations are what in the responses, as they came over the wire, breaks botocore's model of the service.
"""

import json
import sys
from functools import cache

import boto3
import botocore
import botocore.session
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from conformity import violations_of

SERVICES = ["application-autoscaling", "cloudtrail", "cloudwatch", "kinesis", "kinesisanalyticsv2", "logs", "sts"]

# Services refuse what comes too fast; a client waits a little, and asks again: so often, after so many seconds.
PATIENCE = 40
PAUSE = 0.1
THROTTLED = ("Throttling", "ThrottlingException")


def session_of(protocol):
    """A session of boto3 that speaks one protocol wherever a service's model has it."""
    core = botocore.session.Session()
    if protocol is not None:
        loader = core.get_component("data_loader")
        load = loader.load_service_model

        def load_for(*args, **kwargs):
            model = load(*args, **kwargs)
            if protocol in model.get("metadata", {}).get("protocols", []):
                return {**model, "metadata": {**model["metadata"], "protocol": protocol, "protocols": [protocol]}}
            return model

        loader.load_service_model = load_for
    return boto3.Session(botocore_session=core)


def answering(given):
    """A function that makes a call and says what came of it."""
    sessions = cache(session_of)

    @cache
    def client_of(service, protocol):
        return sessions(protocol).client(
            service,
            endpoint_url=given["endpoint"],
            region_name=given["region"],
            aws_access_key_id=given["accessKeyId"],
            aws_secret_access_key=given["secretAccessKey"],
            # What is wrong with the arguments is for the server to find.
            config=Config(retries={"total_max_attempts": 1}, read_timeout=20, parameter_validation=False),
        )

    return lambda call: attempt(client_of(call["service"], call.get("protocol")), call)


def pause(response, attempts, **_):
    """How long to wait before a request is sent again; None when it is not."""
    code = response[1].get("Error", {}).get("Code") if response is not None else None
    return PAUSE if code in THROTTLED and attempts < PATIENCE else None


def attempt(client, call):
    responses = []
    client.meta.events.register(
        "before-parse", lambda operation_model, response_dict, **_: responses.append((operation_model, response_dict)), "wire"
    )
    if not call.get("impatient"):
        client.meta.events.register_first("needs-retry", pause, "patience")
    try:
        said = {"output": run(client, call)}
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        said = {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"], "status": status}}
    except Exception as error:  # Whatever trips botocore is not what a service says.
        said = {"error": {"code": "Unreadable", "message": repr(error), "status": 0}}
    finally:
        client.meta.events.unregister("before-parse", unique_id="wire")
        client.meta.events.unregister("needs-retry", unique_id="patience")
    violations = [each for operation, response in responses for each in violations_of(operation, response)]
    if said.get("error", {}).get("code") == "Unreadable":
        violations.append(f"{call['operation']}: {said['error']['message']}")
    # Those that asked for patience are not among those that count.
    count = sum(response["status_code"] < 300 for _, response in responses) + ("error" in said)
    return {**said, "responses": count, "violations": violations}


def run(client, call):
    method = xform_name(call["operation"])
    if "pages" in call:
        size = {"PageSize": call["pages"]} if call["pages"] > 0 else {}
        return client.get_paginator(method).paginate(**call["input"], PaginationConfig=size).build_full_result()
    output = getattr(client, method)(**call["input"])
    output.pop("ResponseMetadata", None)
    return output


def write(value):
    print(json.dumps(value, default=lambda moment: moment.isoformat()), flush=True)


def main():
    answer = answering(json.loads(sys.stdin.readline()))
    core = botocore.session.Session()
    operations = {name: list(core.get_service_model(name).operation_names) for name in SERVICES}
    write({"botocore": botocore.__version__, "operations": operations})
    for line in sys.stdin:
        write(answer(json.loads(line)))


main()
