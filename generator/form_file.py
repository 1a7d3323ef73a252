"""The issue form as the file that the forge reads, made from the fields."""

from __future__ import annotations

import json

from generator.bank import Bank
from generator.form_fields import Field, fields

_HEAD = """\
# Made by `loopbook form`; do not edit.
name: Add a question
description: A new question with its answer, without git; a pull request in your name is made from it
title: "New question"
labels: [new-question]
body:
  - type: markdown
    attributes:
      value: >-
        Thank you. When you send this, a file is written from it, checked, and put into a pull request in your name;
        what is still to do comes as a comment, and you can edit this text as often as you like.
"""


def form_text(bank: Bank) -> str:
    """The file `.github/ISSUE_TEMPLATE/new-question.yml`."""
    return _HEAD + "".join(_field(field) for field in fields(bank))


def _field(field: Field) -> str:
    lines = [f"  - type: {field.sort}", f"    id: {field.id}", "    attributes:", f"      label: {field.label}"]
    if field.sort == "checkboxes":
        return (
            "\n".join([*lines, "      options:", f"        - label: {_text(field.says)}", "          required: true"])
            + "\n"
        )
    lines.append(f"      description: {_text(field.says)}")
    if field.many:
        lines.append("      multiple: true")
    if field.options:
        lines += ["      options:", *(f"        - {option}" for option in field.options)]
    return "\n".join([*lines, "    validations:", f"      required: {str(field.required).lower()}"]) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
