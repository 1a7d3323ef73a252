"""The words that a new question starts with, each of which says what its writer is to put in its place."""

from __future__ import annotations

MARK = "TODO"  # before what is to be replaced in an answer; wherever it is left, something is left to do

QUESTION = "What would an interviewer ask?"
KEYWORD = "what people type"
TITLE = "Exact title (authors, year)"
ADDRESS = "https://example.org/replace-me"
ID = "the-question-in-a-few-words"

# In the front matter: the value and what to write instead.
VALUES = {
    QUESTION: "Write the question as an interviewer asks it.",
    KEYWORD: "Write what people type to find the question: synonyms, abbreviations, other spellings.",
    TITLE: "Write the title of a source that supports the answer, with authors and year.",
    ADDRESS: "Write the source's own address: DOI, arXiv abstract page, documentation page.",
}

SPOKEN = (
    "Say the answer in 30 to 90 words, as you would across the table: the first sentence answers the question, the "
    "next two say why, and the last says when it matters. No list, and no formula that can't be read aloud."
)
WHY = "Explain why it is so, with one formula or number, when to use it and what it costs."
ANSWER = "Answer it in one to three sentences."
ITEM = "What to fill in here?"
PARAGRAPH = "Write a short paragraph."
CODE = "code that runs as printed and asserts what the text says"
SQL = "the tables with their rows, or the query on them"
COLUMNS = "columns of the result"

# What is the template's own even where only the mark was deleted; the others could stand in an honest answer.
SENTENCES = (SPOKEN, WHY, ANSWER, ITEM, PARAGRAPH, CODE)
