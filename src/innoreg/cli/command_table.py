"""The list of commands; a command is the function of its name in the module of its name.

Only this list is read to show the help, so that adding a command slows no other one down.
"""

from innoreg.i18n import N_

# Groups and commands stand in the order of the help page and of docs/commands.md.
COMMANDS: dict[str, tuple[str, dict[str, str]]] = {
    "ask": (
        N_("Questions"),
        {
            "today": N_("a morning's overview: late, this week, running, reports, news"),
            "due": N_("what falls due in a period, and what runs through it"),
            "overdue": N_("what should have been done before today"),
            "behind": N_("who of the addressees of a duty is done, late, open or overdue"),
            "status": N_("programmes and sites on a day, by replay of the orders"),
            "sites": N_("the register of sites: states, reports, what to decide"),
            "council": N_("what a council has before it on a day"),
            "indicators": N_("targets and values by district and checkpoint"),
            "why": N_("the clauses that made something what it is, oldest first"),
            "discipline": N_("done in time to due, by who answers, by district or plan"),
            "load": N_("who carries how much, by week or month"),
            "mentoring": N_("pairs and groups; schools without a mentor; loaded mentors"),
            "results": N_("results of schools by year: sums, import from Excel, export"),
            "match": N_("who is to help whom in a year: proposed, explained, drafted as an order"),
            "show": N_("one record, item or clause"),
            "list": N_("the records of one kind, as a table"),
            "find": N_("records, items and clauses by the words of their texts, in any form"),
        },
    ),
    "time": (
        N_("Time and merging"),
        {
            "history": N_("who changed a record or an item, when and how"),
            "diff": N_("what changed between two revisions, in words"),
            "merge-check": N_("ids and numbers that two branches both took, with a way out"),
            "merge-driver": N_("merge a record by field and by number; called by git"),
        },
    ),
    "data": (
        N_("The data"),
        {
            "validate": N_("every problem of the tree in one run; changes nothing"),
            "init": N_("a new registry with one example of each kind"),
            "cache": N_("what is kept between calls so that answers come at once"),
            "schema": N_("JSON Schema of the records, with descriptions"),
            "pages": N_("the register as a site of pages for people, without a server"),
            "export": N_("the register as tables for DuckDB, Spark, SQLite …"),
        },
    ),
    "change": (
        N_("Changes"),
        {
            "done": N_("record that an item, a clause or a report was carried out"),
            "extend": N_("record that a term was moved by an order"),
            "cancel": N_("record that something was taken off control"),
            "reopen": N_("put on control again what was done or cancelled"),
            "assign": N_("appoint somebody by an order"),
            "apply": N_("an application for the status of a site: received, completed, corrected"),
            "review": N_("an expert is asked for an opinion on an application, or gives it"),
            "decide": N_("a decision of a council, into the protocol of its meeting"),
            "assess": N_("experts assessed a report of a site"),
            "pair": N_("consents, plans and meetings of mentoring pairs"),
            "sign": N_("a draft order is signed: its number and day; from then on it has effect"),
            "new": N_("a new record with the keys it needs"),
            "next-year": N_(
                "next year's plan from this one; terms move where they name their year"
            ),
            "edit": N_("a record in your editor, checked when you close it"),
            "accept": N_("findings that stand, each with the reason why"),
            "rename": N_("another id or number, and every reference to it"),
            "fmt": N_("lay files out in the one canonical way; comments stay"),
            "migrate": N_("bring records into the newest format"),
        },
    ),
    "documents": (
        N_("Documents"),
        {
            "import": N_("a Word, Excel or PDF document into records"),
            "render": N_("an order as a Word document or PDF; extracts for its addressees"),
            "remind": N_("letters by mail on what comes and what is late, each sent once"),
            "paper": N_("reminders, memos, plan and fact, registers of sites as documents"),
            "check-layout": N_("what a Word document breaks of the rules of layout"),
            "template": N_("templates: which there are, their names, what is wrong with one"),
        },
    ),
    "words": (
        N_("Words"),
        {
            "deadline": N_("how the words of a term are understood"),
            "decline": N_("a name, post, organisation or district in a case"),
            "forms": N_("every name and post of the register in five cases, for sign-off"),
        },
    ),
    "help": (
        N_("Help"),
        {"help": N_("the help of a command, or a page of the manual: `innoreg help topics`")},
    ),
}
"""Heading of the group -> name of the command -> what it does, in a few words."""

SUMMARIES: dict[str, str] = {
    name: summary for _heading, group in COMMANDS.values() for name, summary in group.items()
}
