"""Every problem code with its meaning; the page of codes is made from this table."""

from __future__ import annotations

# What a half-written answer may have: it can be looked at in the preview, and is refused everywhere else.
DRAFT = frozenset({"LB601", "LB602", "LB603", "LB604", "LB610", "LB611"})

CODES: dict[str, tuple[str, str]] = {
    # Files
    "LB101": (
        "Not UTF-8",
        "An entry, a page under `docs/`, `mkdocs.yml` or a form's text is no UTF-8. Save it as that.",
    ),
    "LB102": ("File too large", "An entry is at most 64 kB. Split it, or move the extra material to another entry."),
    "LB103": ("Line too long", "A line is at most 2,000 characters, so that review and parsers stay fast. Wrap it."),
    "LB104": (
        "Not a file that can be read",
        "Symbolic links and special files could lead outside the bank. Put the file itself there. Or the file or "
        "folder can't be opened; give yourself the right to read it.",
    ),
    "LB105": (
        "Bad id",
        "File and folder names are permanent ids: lower-case words joined by hyphens, at most 60 characters. What "
        "pages, scripts or Windows need is taken: index, constructor, con, nul and the like.",
    ),
    "LB106": (
        "File out of place or missing",
        "The folder is the kind: only Markdown files of the known kinds belong in `data/`. The same code stands "
        "for a bank, a `mkdocs.yml` or an npm package that isn't there, and for a file that changes during a build.",
    ),
    "LB107": ("Empty file", "There is nothing in the file. `loopbook new` writes a skeleton to start from."),
    "LB108": (
        "Hidden character",
        "Control, bidirectional and zero-width characters can hide text from a reviewer. Delete them.",
    ),
    "LB109": (
        "Id or place used twice",
        "An id is unique over its kind, whatever the topic folder, because links use it alone; a company's sources "
        "and principles each have one of their own. A file of the site has one source, and no two files to "
        "print have one name: a page under `docs/` can't stand where a page is made.",
    ),
    "LB111": (
        "Id is gone",
        "An id of the base branch is neither an id nor an alias any more, so links and flashcards would break.",
    ),
    "LB112": ("Id reused", "An id of the base branch names another entry now."),
    "LB113": (
        "Oldest id not first",
        "A question's oldest id stays the first of its aliases: cards in Anki are known by it and keep their schedule.",
    ),
    # Front matter
    "LB201": ("No front matter", "An entry starts with a line `---`, its facts, and a second line `---`."),
    "LB202": (
        "Broken YAML",
        "The front matter or `mkdocs.yml` is not YAML. Most often a value with `: ` or `#` in it needs double quotes.",
    ),
    "LB203": ("Duplicate key", "A key stands twice; one of the values would be lost."),
    "LB204": (
        "YAML feature not used here",
        "Anchors, aliases, tags, block scalars and several documents are refused: plain values only.",
    ),
    "LB205": ("Too much front matter", "Front matter is limited in depth and in number of values."),
    # Fields
    "LB301": ("Unknown key", "The kind has no such key. The nearest known one is named when there is one."),
    "LB302": ("Missing key", "The kind, or `mkdocs.yml`, needs this key."),
    "LB303": ("Wrong type", "Text, a list or a mapping was expected and something else was found."),
    "LB304": ("Value not allowed", "The value is not one of the allowed ones."),
    "LB305": (
        "Bad value",
        "The value has the right type but can't be used: empty, too long, no number, no date, no https address.",
    ),
    "LB306": ("Dangling reference", "The value names an entry that does not exist."),
    "LB307": ("Listed twice", "A list holds the same value twice."),
    "LB308": ("Too few or too many", "A list has a lower and an upper limit."),
    "LB309": ("Alias in use", "An alias is an old id that must stay free: it is the id or the alias of another entry."),
    "LB310": (
        "Keys out of order",
        "Keys stand in one order so that files compare well. `loopbook format` puts them right.",
    ),
    # Sections
    "LB401": ("Missing section", "The kind needs this section."),
    "LB402": ("Unknown section", "The kind has no such section. The nearest known one is named when there is one."),
    "LB403": ("Section out of order", "Sections stand in one order so that readers find their way."),
    "LB404": ("Section twice", "A section stands once."),
    "LB405": (
        "Misplaced heading",
        "Only the kind's sections (`##`) and, where a section takes them, parts (`###`) are headings.",
    ),
    "LB406": ("Empty", "The spoken answer, a section or a part has no text."),
    "LB407": ("Wrong shape", "The section has a fixed shape, such as one bullet list or one table."),
    # Markdown
    "LB501": ("Raw HTML", "HTML in an answer is refused. Put code such as `vector<int>` in backticks."),
    "LB502": (
        "Markdown not used here",
        "Other images than figures, rules, reference definitions, hard breaks, indented code and the like are refused.",
    ),
    "LB503": ("Bad link", "A link goes to `https:`, `mailto:`, or to another entry by its file."),
    "LB504": ("Broken link", "A link to another entry names a file that does not exist."),
    "LB505": (
        "Broken formula",
        "The TeX can't be turned into MathML for the site, or not into Typst's math for the printed sheets.",
    ),
    "LB506": ("Code language", "A code block names its language, one of the allowed ones; `text` for anything else."),
    "LB507": ("Too deep", "Lists, quotes and emphasis are nested too deeply, or there is too much of it."),
    "LB508": (
        "Accidental emphasis",
        "`__init__` and `a*b*c` read as bold and italic. Put them in backticks, or use `**` for bold.",
    ),
    "LB509": (
        "Loose dollar sign",
        "A dollar sign that starts no formula. Write `\\$` for money, or close the formula.",
    ),
    "LB510": (
        "Code does not parse",
        "A Python block is not valid Python, so it can't run as printed; or a script of the site can't be bundled.",
    ),
    "LB512": (
        "Sign that can't be printed",
        "The fonts of the printed sheets lack it: an emoji, or a script they don't cover. Write it in words.",
    ),
    # Content
    "LB601": ("Spoken answer length", "A spoken answer has 30–90 words: what one can say in under 45 seconds."),
    "LB602": ("Section length", "The section is too short to explain or too long to study."),
    "LB603": ("Number of items", "Mistakes, follow-ups and lines to remember have a lower and an upper number."),
    "LB604": ("Line to remember too long", "It goes on a printed sheet: at most 160 characters."),
    "LB605": (
        "Near-duplicate question",
        "Two entries ask nearly the same. Merge them, or make the difference plain in the question.",
    ),
    "LB606": ("Unknown group", "The question's group is not one of its topic's."),
    "LB607": (
        "Two spellings of one keyword",
        "One spelling for a keyword over the whole bank keeps search and filters honest.",
    ),
    "LB608": ("Related to itself", "A question can't be related to itself."),
    "LB609": ("Key does not fit the kind", "The key belongs to another kind of question."),
    "LB610": (
        "Symbols not named",
        "A display formula with symbols has a paragraph beside it that names them, in formulas of its own.",
    ),
    "LB611": (
        "Still to be filled in",
        "A `TODO`, or the template's words, keyword, source or file name. `make serve` shows the page all the same.",
    ),
    # Figures
    "LB701": ("No such figure", "An image names the file of a figure in `data/figures/`, from the entry's own folder."),
    "LB702": (
        "Image without words",
        "Those who can't see a figure read its text: a full sentence of 6 to 60 words that says what is seen.",
    ),
    "LB703": (
        "Figure reaches out",
        "A figure is drawn from itself alone: no imports, files, clock or code made up while it runs.",
    ),
    "LB704": ("Figure does not compile", "Typst can't draw the file; the message and the line are its own."),
    "LB705": ("Figure too large", "A figure is one page that takes little time and memory to draw."),
    "LB706": (
        "Drawing not fit for a page",
        "A drawing holds shapes and text in the palette's colors, at most 400 points wide and 80,000 characters long.",
    ),
    "LB707": ("Figure twice in an entry", "An entry shows a figure once."),
    "LB708": ("Unused figure", "No entry shows the figure."),
    # Print
    "LB801": (
        "Sheet too full",
        "A printed sheet has a fixed number of pages and letters of 7.5 points at least. Shorten, or split the topic.",
    ),
    # The issue form
    "LB901": (
        "Form taken apart in vain",
        "A heading of the issue form is missing or stands twice. Leave the headings as they are.",
    ),
    "LB902": ("Empty field of the form", "The issue form needs this field."),
}
