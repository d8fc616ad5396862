"""Our addresses, by noun."""

from django.conf import settings as project
from django.urls import include, path, re_path

from careers.views import (
    accounts,
    application,
    application_import,
    applications,
    briefs,
    calendars,
    documents,
    follow_ups,
    guests,
    home,
    images,
    interview_stages,
    links,
    page_reports,
    people,
    plan,
    portfolio,
    profile,
    project_parts,
    project_texts,
    reports,
    resources,
    roadmap,
    round_after,
    round_planning,
    rounds,
    settings,
    skills,
    start,
    study,
    suggestions,
    today,
    two_factor,
    undo,
    ways_back,
    wishes,
)

urlpatterns = [
    path("", home.index, name="home"),
    path("favicon.ico", home.favicon, name="favicon"),
    path("app.webmanifest", home.manifest, name="manifest"),
    path("healthz/", home.healthz, name="healthz"),
    path("readyz/", home.readyz, name="readyz"),
    path(
        "today/",
        include(
            ([path("", today.index, name="index"), path("news/read/", today.news_read, name="news_read")], "today")
        ),
    ),
    path(
        "roadmap/",
        include(
            (
                [
                    path("", roadmap.index, name="index"),
                    path("print/", roadmap.print_view, name="print"),
                    path("readiness/", roadmap.readiness_view, name="readiness"),
                ],
                "roadmap",
            )
        ),
    ),
    path(
        "skills/<slug:slug>/",
        include(
            (
                [
                    path("", skills.detail, name="detail"),
                    path("menu/", skills.menu, name="menu"),
                    path("status/", skills.status, name="status"),
                    path("outcomes/<slug:key>/", skills.outcome, name="outcome"),
                    path("note/", skills.note, name="note"),
                    path("links/", links.new, name="links"),
                    path("wishes/", wishes.new, name="wishes"),
                ],
                "skills",
            )
        ),
    ),
    path(
        "plan/",
        include(
            (
                [
                    path("", plan.index, name="index"),
                    path("pace/", plan.pace, name="pace"),
                    path("target/", plan.target, name="target"),
                    path("left-out/", plan.left_out, name="left_out"),
                    path("skills/<slug:slug>/place/", plan.place, name="place"),
                    path("start/", start.aim, name="start"),
                    path("start/evenings/", start.evenings_step, name="evenings"),
                    path("start/skills/", start.known, name="skips"),
                    path("start/list/", start.from_list, name="list"),
                    path("start/date/", start.date, name="date"),
                ],
                "plan",
            )
        ),
    ),
    path(
        "interview-stages/",
        include(
            (
                [
                    path("", interview_stages.index, name="index"),
                    path("<slug:slug>/", interview_stages.detail, name="detail"),
                ],
                "interview_stages",
            )
        ),
    ),
    path("applications/<int:pk>/rounds/new/", round_planning.new, name="new_round"),
    path(
        "rounds/",
        include(
            (
                [
                    path("restore/", round_planning.restore, name="restore"),
                    path("<int:pk>/", rounds.detail, name="detail"),
                    path("<int:pk>/edit/", round_planning.edit, name="edit"),
                    path("<int:pk>/delete/", round_planning.delete, name="delete"),
                    path("<int:pk>/ticks/", rounds.tick, name="tick"),
                    path("<int:pk>/lines/", rounds.add_line, name="add_line"),
                    path("<int:pk>/lines/<int:task>/delete/", rounds.remove_line, name="remove_line"),
                    path("<int:pk>/log/", rounds.log_work, name="work"),
                    path("<int:pk>/log/<int:work>/delete/", rounds.remove_work, name="remove_work"),
                    path("<int:pk>/after/", round_after.index, name="after"),
                    path("<int:pk>/questions/", round_after.ask, name="ask"),
                    path("<int:pk>/questions/<int:asked>/", round_after.question, name="question"),
                    path("<int:pk>/questions/<int:asked>/delete/", round_after.forget, name="forget"),
                    path("<int:pk>/plan/", round_after.bring, name="bring"),
                ],
                "rounds",
            )
        ),
    ),
    path("links/<int:pk>/", links.edit, name="link"),
    path("links/<int:pk>/delete/", links.delete, name="link_delete"),
    path(
        "resources/<slug:slug>/",
        include(
            (
                [
                    path("status/", resources.status, name="status"),
                    path("place/", resources.place, name="place"),
                    path("helpful/", resources.helpful, name="helpful"),
                    path("minutes/", resources.minutes, name="minutes"),
                    path("report/", reports.new, name="report"),
                ],
                "resources",
            )
        ),
    ),
    path(
        "suggestions/",
        include(
            (
                [
                    path("", suggestions.index, name="index"),
                    path("new/", suggestions.new, name="new"),
                    path("<int:pk>/withdraw/", suggestions.withdraw, name="withdraw"),
                    path("reports/<int:pk>/withdraw/", reports.withdraw, name="withdraw_report"),
                    path("pages/<int:pk>/withdraw/", page_reports.withdraw, name="withdraw_page_report"),
                    path("wishes/<int:pk>/delete/", wishes.delete, name="delete_wish"),
                ],
                "suggestions",
            )
        ),
    ),
    path(
        "study/",
        include(
            (
                [
                    path("", study.index, name="index"),
                    path("week/", study.part, {"name": "week"}, name="week"),
                    path("activity/", study.part, {"name": "activity"}, name="activity"),
                    path("clock/", study.part, {"name": "timer"}, name="clock"),
                    path("entries/", study.log, name="log"),
                    path("entries/<int:pk>/", study.entry, name="entry"),
                    path("entries/<int:pk>/delete/", study.delete, name="delete"),
                    path("timer/", study.timer, name="timer"),
                    path("timer/stop/", study.stop, name="stop"),
                    path("timer/discard/", study.discard, name="discard"),
                ],
                "study",
            )
        ),
    ),
    path(
        "briefs/",
        include(
            (
                [
                    path("", briefs.index, name="index"),
                    path("<slug:slug>/", briefs.detail, name="detail"),
                    path("<slug:slug>/start/", briefs.start, name="start"),
                ],
                "briefs",
            )
        ),
    ),
    path(
        "portfolio/",
        include(
            (
                [
                    path("", portfolio.index, name="index"),
                    path("new/", portfolio.new, name="new"),
                    path("<int:pk>/", portfolio.detail, name="detail"),
                    path("<int:pk>/status/", portfolio.status, name="status"),
                    path("<int:pk>/checks/", portfolio.check, name="check"),
                    path("<int:pk>/delete/", portfolio.delete, name="delete"),
                    path("<int:pk>/edit/<slug:section>/", project_texts.edit, name="edit"),
                    path("<int:pk>/versions/", project_texts.versions, name="versions"),
                    path("<int:pk>/versions/<int:version>/", project_texts.restore, name="restore"),
                    path("<int:pk>/metrics/", project_parts.metric, name="new_metric"),
                    path("<int:pk>/metrics/<int:part>/", project_parts.metric, name="metric"),
                    path("<int:pk>/metrics/<int:part>/delete/", project_parts.metric_delete, name="metric_delete"),
                    path("<int:pk>/links/", project_parts.links, name="links"),
                    path("<int:pk>/links/<int:part>/", project_parts.links, name="link"),
                    path("<int:pk>/links/<int:part>/delete/", project_parts.link_delete, name="link_delete"),
                    path("<int:pk>/skills/", project_parts.skills, name="skills"),
                    path("<int:pk>/skills/<int:part>/delete/", project_parts.skill_delete, name="skill_delete"),
                ],
                "portfolio",
            )
        ),
    ),
    path(
        "applications/",
        include(
            (
                [
                    path("", applications.index, name="index"),
                    path("new/", applications.new, name="new"),
                    path("applications.csv", applications.export, name="export"),
                    path("import/", application_import.table, name="import"),
                    path("print/", applications.print_view, name="print"),
                    path("funnel/", applications.funnel, name="funnel"),
                    path("funnel/picture.svg", applications.funnel_picture, {"form": "svg"}, name="funnel_picture"),
                    path("funnel/picture.png", applications.funnel_picture, {"form": "png"}, name="funnel_png"),
                    path("fill/", applications.fill, name="fill"),
                    path("before/", applications.before, name="before"),
                    path("bulk/", applications.bulk, name="bulk"),
                    path("undo/", applications.undo, name="undo"),
                    path("priorities/", applications.priorities, name="priorities"),
                    path("put-back/", applications.restore, name="restore"),
                    path("<int:pk>/", application.detail, name="detail"),
                    path("<int:pk>/edit/", application.edit, name="edit"),
                    path("<int:pk>/next/", application.next_action, name="next"),
                    path("<int:pk>/follow-up/", follow_ups.follow_up, name="follow_up"),
                    path("<int:pk>/letters/", follow_ups.letters, name="letters"),
                    path("<int:pk>/delete/", application.delete, name="delete"),
                    path("<int:pk>/steps/", application.steps, name="steps"),
                    path("<int:pk>/close/", application.close, name="close"),
                    path("<int:pk>/events/<int:event>/", application.event, name="event"),
                    path("<int:pk>/notes/", application.notes, name="notes"),
                    path("<int:pk>/documents/", documents.sent, name="sent"),
                    path("<int:pk>/documents/<int:sent>/remove/", documents.unsend, name="unsend"),
                    path("documents/", documents.index, name="documents"),
                    path("documents/<int:pk>/", documents.file, name="file"),
                    path("documents/<int:pk>/delete/", documents.delete, name="delete_document"),
                    path("<int:pk>/contacts/new/", application.new_contact, name="new_contact"),
                    path("<int:pk>/contacts/<int:contact>/", application.contact, name="contact"),
                    path("<int:pk>/contacts/<int:contact>/delete/", application.delete_contact, name="delete_contact"),
                ],
                "applications",
            )
        ),
    ),
    path("undo/", undo.undo, name="undo"),
    path(
        "settings/",
        include(
            (
                [
                    path("", settings.index, name="index"),
                    path("theme/", settings.theme, name="theme"),
                    path("export/", settings.export, name="export"),
                    path("export/schema/", settings.schema, name="schema"),
                    path("export/zip/", settings.export_all, name="export_all"),
                    path("import/", settings.import_view, name="import"),
                    path("applications/", follow_ups.rhythm, name="applications"),
                    path("calendar/", calendars.edit, name="calendar"),
                    path("calendar/address/", calendars.address, name="calendar_address"),
                    path("delete/", settings.delete, name="delete"),
                    path("reset/", ways_back.reset_view, name="reset"),
                    path("resets/recover/", ways_back.recover_view, name="recover"),
                    path("merges/undo/", guests.undo, name="undo_merge"),
                    path("merges/guest/", guests.go_on, name="as_guest"),
                ],
                "settings",
            )
        ),
    ),
    path(
        "people/<slug:handle>/",
        include(
            (
                [
                    path("", people.detail, name="detail"),
                    path("card-<slug:digest>.png", people.share_card, name="card"),
                    path("report/", page_reports.new, name="report"),
                    path("<slug:slug>/", people.project, name="project"),
                ],
                "people",
            )
        ),
    ),
    path(
        "shared/<slug:token>/",
        include(
            (
                [
                    path("", people.shared, name="detail"),
                    path("images/<slug:digest>-<int:width>.webp", images.shared_file, name="image"),
                    path("<slug:slug>/", people.shared_project, name="project"),
                ],
                "shared",
            )
        ),
    ),
    path(
        "settings/profile/",
        include(
            (
                [
                    path("", profile.edit, name="edit"),
                    path("published/", profile.published, name="published"),
                    path("withheld/<int:pk>/answer/", profile.answer, name="answer"),
                    path("projects/<int:pk>/", profile.project, name="project"),
                    path("ways/", profile.ways, name="ways"),
                    path("ways/<int:pk>/", profile.way, name="way"),
                    path("ways/<int:pk>/delete/", profile.way_delete, name="way_delete"),
                    path("links/", profile.links, name="links"),
                    path("links/<int:pk>/close/", profile.link_close, name="link_close"),
                    path("preview/", people.preview, name="preview"),
                    path("preview/<slug:slug>/", people.preview, name="preview_project"),
                ],
                "profile",
            )
        ),
    ),
    path("calendar/<slug:token>.ics", calendars.feed, name="calendar"),
    path("images/<slug:digest>-<int:width>.webp", images.file, name="image"),
    path(
        "portfolio/<int:pk>/images/",
        include(
            (
                [
                    path("", images.index, name="index"),
                    path("<int:image>/", images.describe, name="describe"),
                    path("<int:image>/cover/", images.cover, name="cover"),
                    path("<int:image>/remove/", images.remove, name="remove"),
                ],
                "images",
            )
        ),
    ),
    # allauth looks its addresses up by these names.
    path("accounts/signup/", accounts.signup, name="account_signup"),
    path("accounts/login/", accounts.login, name="account_login"),
    path("accounts/logout/", accounts.logout, name="account_logout"),
    path("accounts/which/", guests.which, name="account_which"),
    path("accounts/inactive/", accounts.inactive, name="account_inactive"),
    path("accounts/reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("accounts/email/", accounts.email, name="account_email"),
    path("accounts/confirm-email/", accounts.verification_sent, name="account_email_verification_sent"),
    path("accounts/confirm-email/<str:key>/", accounts.confirm_email, name="account_confirm_email"),
    path("accounts/password/change/", accounts.password_change, name="account_change_password"),
    path("accounts/password/set/", accounts.password_set, name="account_set_password"),
    path("accounts/password/reset/", accounts.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", accounts.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/key/done/",
        accounts.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("accounts/two-factor/", two_factor.index, name="mfa_index"),
    path("accounts/two-factor/code/", two_factor.authenticate, name="mfa_authenticate"),
    path("accounts/two-factor/again/", two_factor.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/two-factor/app/", two_factor.activate_totp, name="mfa_activate_totp"),
    path("accounts/two-factor/app/remove/", two_factor.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/two-factor/recovery-codes/", two_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/two-factor/recovery-codes/new/", two_factor.generate_codes, name="mfa_generate_recovery_codes"),
    path("accounts/two-factor/recovery-codes.txt", two_factor.download_codes, name="mfa_download_recovery_codes"),
]
if project.PASSKEYS:
    urlpatterns += [
        path("accounts/passkeys/", two_factor.passkeys, name="mfa_list_webauthn"),
        path("accounts/passkeys/new/", two_factor.add_passkey, name="mfa_add_webauthn"),
        path("accounts/passkeys/<int:pk>/", two_factor.rename_passkey, name="mfa_edit_webauthn"),
        path("accounts/passkeys/<int:pk>/remove/", two_factor.remove_passkey, name="mfa_remove_webauthn"),
        path("accounts/passkeys/again/", two_factor.reauthenticate_by_passkey, name="mfa_reauthenticate_webauthn"),
        path("accounts/passkeys/login/", two_factor.login_by_passkey, name="mfa_login_webauthn"),
    ]
