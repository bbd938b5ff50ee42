"""Makes the calls that standard input names with boto3, one after the other, and prints what each gave.

In:  {"endpoint", "region", "accessKeyId", "secretAccessKey", "calls": [{"service", "operation", "input", "pages"?}]}
     With pages, all are fetched by boto3's paginator, of the size given (0: the service's own).
Out: {"botocore": version, "answers": [{"output": … or "error": {"code", "message", "status"}, "responses", "violations"}]}
     Violations are what in the responses, as they came over the wire, breaks botocore's model of the service.
"""

import json
import sys

import boto3
import botocore
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from conformity import violations_of


def client_of(session, service):
    return boto3.client(
        service,
        endpoint_url=session["endpoint"],
        region_name=session["region"],
        aws_access_key_id=session["accessKeyId"],
        aws_secret_access_key=session["secretAccessKey"],
        # What is wrong with the arguments is for the server to find.
        config=Config(retries={"total_max_attempts": 1}, read_timeout=20, parameter_validation=False),
    )


def run(client, call):
    method = xform_name(call["operation"])
    if "pages" in call:
        size = {"PageSize": call["pages"]} if call["pages"] > 0 else {}
        return client.get_paginator(method).paginate(**call["input"], PaginationConfig=size).build_full_result()
    output = getattr(client, method)(**call["input"])
    output.pop("ResponseMetadata", None)
    return output


def answer(client, call):
    responses = []
    client.meta.events.register(
        "before-parse", lambda operation_model, response_dict, **_: responses.append((operation_model, response_dict)), "wire"
    )
    try:
        said = {"output": run(client, call)}
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        said = {"error": {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"], "status": status}}
    finally:
        client.meta.events.unregister("before-parse", unique_id="wire")
    violations = [each for operation, response in responses for each in violations_of(operation, response)]
    return {**said, "responses": len(responses), "violations": violations}


def main():
    session = json.load(sys.stdin)
    clients = {name: client_of(session, name) for name in {each["service"] for each in session["calls"]}}
    answers = [answer(clients[each["service"]], each) for each in session["calls"]]
    json.dump({"botocore": botocore.__version__, "answers": answers}, sys.stdout, default=lambda moment: moment.isoformat())


main()
