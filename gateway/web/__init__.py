"""The pages: server-rendered, in Chinese and English, for residents, desk, managers, finance.

How to add a page
-----------------
A group of pages is a folder: `gateway/web/<group>/` with the views (small files: ask, render),
`templates/<group>/*.html`, and `zh.po` with the Chinese of its words. `groups.py` names the group.

1. The view, in a module of the group that `<group>/__init__.py` imports::

       @pages.get("/cases/<complaint_id>")
       def case(complaint_id: str, form: PageForm | None = None) -> str:
           found = ask(complaints.GET, complaint_id=complaint_id)
           return page("desk/case.html", case=found, form=given(form, Answer))

   `ask` calls a method of a contract as the visitor. `ask_all((METHOD, {…}), …)` asks several at
   the same time; `ask_each` does, with None for what is away. Whatever the services refuse
   becomes a page by itself.

2. A form is a class of fields named after the arguments of the methods that it calls. How long a
   text may be, which codes there are and what may be left empty is taken from their schemas; the
   form says what people read, the order and the widget (a test proves that none says otherwise).
   It has no validators: the schema judges, and `refuse` puts its sentences beside the fields::

       class Answer(PageForm):
           calls = (complaints.ANSWER,)
           channel = SelectField(_l("Channel"))
           text = TextAreaField(_l("Answer"), render_kw={"rows": 5})

       @pages.post("/cases/<complaint_id>/answer", Answer, otherwise=case)
       def answer(form: Answer, complaint_id: str) -> Response:
           form.ask(complaints.ANSWER, complaint_id=complaint_id, **form.values())
           return done(_("The resident has been told."), case, complaint_id=complaint_id)

   `form.ask` carries the form's own key, so that a form sent twice counts once, and the version
   that an edit is based on (`form.version.data`, filled by the page).

3. The template extends `base.html` and uses the macros of `parts.html` (page header, card,
   badge, money, time left, table with empty state, timeline, pagination) and `fields.html`
   (field with its error beside it, buttons). Codes are members of their enums
   (`contracts.fields.Coded`), with their words and what pages ask of them:
   `{{ badge(case.status) }}`, `{% if case.status.is_over %}`. No id and no code is shown to
   anybody.

4. Words: `_("English")` in Python, `{{ _("English") }}` in templates, and the Chinese in `zh.po`;
   a test names every one that is missing. Words of codes stand in `words/`.

5. What shall refresh by itself stands in `{% call live("cases", "complaints") %}…{% endcall %}`:
   an id of its own and the kinds of things (`live.KINDS`) on which it depends. No forms in there.

6. A table that can be taken along is a `Table` of cells (`tables.py`): `sheets` shows it, and with
   `?format=xlsx` sends it as filtered. A chart (`charts.py`) stands beside its table; such pages
   extend `board.html`.
"""
