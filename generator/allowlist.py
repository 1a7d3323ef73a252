"""What may stand in an answer, and what to say of the rest."""

from __future__ import annotations

LANGUAGES = ("python", "sql", "text", "bash", "json", "yaml", "dockerfile")

# What stands in a page: everything else is refused, with the fix.
ALLOWED = {
    f"{name}_{end}"
    for name in (
        "paragraph",
        "bullet_list",
        "ordered_list",
        "list_item",
        "blockquote",
        "heading",
        "em",
        "strong",
        "link",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    )
    for end in ("open", "close")
} | {"inline", "text", "text_special", "softbreak", "code_inline", "fence", "math_inline", "math_block", "figure"}

# Those of them that there is nothing more to say about: nearly all tokens.
HARMLESS = ALLOWED - {"ordered_list_open", "fence", "math_inline", "math_block"}

REFUSED = {
    "html_block": ("LB501", "Raw HTML is not allowed", "Put code in backticks, or write the thing in Markdown."),
    "html_inline": ("LB501", "Raw HTML is not allowed", "Put code such as `vector<int>` in backticks."),
    "image": (
        "LB502",
        "An image is not allowed here",
        "A figure of ours stands on a line of its own: ![What is seen.](../../figures/<id>.typ).",
    ),
    "hr": ("LB502", "A horizontal rule is not allowed", "Delete the line; sections are separated by their headings."),
    "hardbreak": (
        "LB502",
        "A forced line break is not allowed",
        "Delete the two spaces or the backslash at the end of the line.",
    ),
    "code_block": (
        "LB502",
        "Code by indentation is not allowed",
        "Put it between ``` lines with a language, or indent less.",
    ),
    "s_open": ("LB502", "Struck-out text is not allowed", "Delete it, or put ~~ in backticks."),
    "math_inline_double": (
        "LB502",
        "A display formula inside a paragraph is not allowed",
        "Put $$ on lines of their own.",
    ),
}
