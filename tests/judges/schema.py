"""Asks the validator jsonschema about the JSON Schemas: whether they are schemas of draft 2020-12, and
whether it says of each value what the judge of the tests says (tests/laws/support/schema.rs).

usage: schema.py SAMPLE    the file that `cargo test -p bulletin-laws --test schema` writes to the
                           path in SCHEMA_SAMPLE"""
import json
import sys

from jsonschema import Draft202012Validator


def main(path):
    kept = broken = 0
    for part in json.load(open(path, encoding="utf-8")):
        Draft202012Validator.check_schema(part["schema"])
        validator = Draft202012Validator(part["schema"])
        for case in part["values"]:
            fault = next(validator.iter_errors(case["value"]), None)
            if (fault is None) != case["keeps"]:
                words = fault.message if fault else "it keeps the schema"
                sys.exit(f"jsonschema says otherwise: {words}\n{json.dumps(case['value'])[:400]}")
            kept += fault is None
            broken += fault is not None
    if kept < 50 or broken < 50:
        sys.exit(f"too few values: {kept} that keep the schema, {broken} that break it")
    print(f"the schemas: {kept} values kept and {broken} refused, as by jsonschema")


if __name__ == "__main__":
    main(sys.argv[1])
